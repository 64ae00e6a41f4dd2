## Households: split, merged, another head

desk-household-person-lead = Choose one member of the household; the register names the others.
desk-household-relationship = Relationship to the head
desk-household-relationships = Relationship to the head
desk-household-none = This person belongs to no household
desk-household-too-many = This household has more than 24 members; this form cannot change it
desk-household-refused-nobody = A household has at least one member
desk-household-refused-members = The members of the household have changed
desk-household-refused-members-advice = Open the first step and save it again to see who they are now.
desk-household-refused-heads = A household has one head; here are { $count } (Law on Residence 2020, art. 10)
desk-household-refused-under-age = The head named is under 18, and somebody in the household is not (Law on Residence 2020, art. 10)
desk-household-refused-no-adult = A new household needs somebody of 18 years or more (Law on Residence 2020, art. 25)
desk-household-refused-same = These two belong to one household
desk-household-refused-headless = The household to go into has no head
desk-household-refused-headless-advice = Register a head for that household first.
desk-household-refused-elsewhere = The two households are in different communes
desk-household-refused-nothing = Nothing changes: everybody stands as before

desk-head = Change the head of a household
desk-head-paper-agreement = What the members agreed on, or the decision of a court
desk-head-who = New head
desk-head-lead = The members agree on the head of their household (Law on Residence 2020, art. 10).
desk-head-basis-hint = For example: CT01 of 20/11/2026, signed by the members

desk-merge = Merge households
desk-merge-lead = Choose a member of the household that ends; all of it goes into another one in the same commune.
desk-merge-paper-consent = The consent of the head and of the owner of the dwelling of the household to go into
desk-merge-host = Household to go into
desk-merge-host-lead = Choose its head or anyone in it.

desk-split = Split a household
desk-split-paper-consent = The consent of the head and of the owner of the dwelling, except for divorced spouses
desk-split-leaving = Who goes into the new household
desk-split-lead = Both households are at one address (Law on Residence 2020, art. 25).
desk-split-place = After the split
desk-split-remains = Stays in the old household
desk-split-leaves = Goes into the new household
desk-split-heads = Heads of the two households
desk-split-new-head = Head of the new household
desk-split-old-head = Head of the old household

household-headless = This household has no head. Its members agree on one (Law on Residence 2020, art. 10).
household-head-missing = The head of this household was declared missing. Its members may name another (Law on Residence 2020, art. 10).
household-title = Household
household-place = Registered at
household-count = Members
household-as-of = As of
household-members = Members
household-missing = Declared missing
household-name-head = Register a head
