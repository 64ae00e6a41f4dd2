## Households: split, merged, another head

desk-household-person-lead = Choose one member of the household; the others are filled in from the register.
desk-household-relationship = Relationship to the head
desk-household-relationships = Relationship to the head
desk-household-none = This person belongs to no household
desk-household-too-many = This household has more than 24 members; this form cannot change it
desk-household-refused-nobody = A household has at least one member
desk-household-refused-members = The members of the household have changed
desk-household-refused-members-advice = Open the first step and save it again to see who they are now.
desk-household-refused-heads = A household has exactly one head; this one would have { $count } (Law on Residence 2020, art. 10)
desk-household-refused-under-age = The proposed head is under 18, although the household has an adult member (Law on Residence 2020, art. 10)
desk-household-refused-no-adult = The new household needs a member aged 18 or over (Law on Residence 2020, art. 25)
desk-household-refused-same = These two people belong to the same household
desk-household-refused-headless = The household to be joined has no head
desk-household-refused-headless-advice = Register a head for that household first.
desk-household-refused-elsewhere = The two households are in different communes
desk-household-refused-nothing = Nothing changes: everybody stays as before

desk-head = Change the head of a household
desk-head-paper-agreement = The agreement of the members, or the decision of a court
desk-head-who = New head
desk-head-lead = The members agree on the head of their household (Law on Residence 2020, art. 10).
desk-head-basis-hint = For example: CT01 of 20/11/2026, signed by the members

desk-merge = Merge households
desk-merge-lead = Choose a member of the household that ends; all of it joins another household in the same commune.
desk-merge-paper-consent = The consent of the head of the household to be joined, and of the owner of the dwelling
desk-merge-host = Household to join
desk-merge-host-lead = Choose its head or any member.

desk-split = Split a household
desk-split-paper-consent = The consent of the head and of the owner of the dwelling, except for divorced spouses
desk-split-leaving = Who leaves for the new household
desk-split-lead = Both households are at one address (Law on Residence 2020, art. 25).
desk-split-place = After the split
desk-split-remains = Stays in the old household
desk-split-leaves = Joins the new household
desk-split-heads = Heads of the two households
desk-split-new-head = Head of the new household
desk-split-old-head = Head of the old household

household-heads = This household has more than one head. Its members must name one (Law on Residence 2020, art. 10).
household-nobody-then = Nobody belonged to this household on that day.
household-nobody-now = Nobody belongs to this household any more. It can be seen as it was on an earlier day.
household-headless = This household has no head. Its members should agree on one (Law on Residence 2020, art. 10).
household-head-missing = The head of this household has been declared missing. Its members may choose another (Law on Residence 2020, art. 10).
household-title = Household
household-place = Registered address
household-count = Members
household-as-of = As of
household-members = Members
household-missing = Declared missing
household-name-head = Register a head of household
