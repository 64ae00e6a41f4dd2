## Events, confirmations, extracts

event-registered = In the books: { $kind }
event-position = Place in the ledger
event-position-soon = On its way into the ledger
event-holds-from = Holds from
event-person = Person
event-authority = Registering authority
event-officer = Written by
event-recorded-at = Written at
event-basis = Basis
event-extract = Print the extract
event-says = What it says
event-persons = Whom it concerns
event-written = How it was written

extract-state = SOCIALIST REPUBLIC OF VIET NAM
extract-motto = Independence – Freedom – Happiness
extract-number = No. (place in the ledger):
extract-birth = Extract of a birth registration
extract-death = Extract of a death registration
extract-marriage = Extract of a marriage registration
extract-divorce = Extract of a divorce entered
extract-recognition = Extract of a recognition of parent and child
extract-change = Extract of a change in civil status
extract-correction = Extract of a correction
extract-ethnicity = Extract of an ethnic group determined anew
extract-sex = Extract of a sex determined anew
extract-death-facts = Died
extract-death-place = Place of death
extract-wife = Wife
extract-husband = Husband
extract-married-on = Married on
extract-registration = Registration
extract-decision = Judgment, decision
extract-content = What changed
extract-registered = Written in the books at
extract-made-on = Extract of
extract-signer = SIGNED BY
extract-signer-hint = Signature, full name, office and seal

desk-decision-number = Number of the decision or judgment
desk-decision-number-hint = For example: 12/2026/QĐST-HNGĐ
desk-decision-by = Who made it
desk-decision-by-hint = For example: Tòa án nhân dân khu vực 1 – Hà Nội
desk-decision-on = In force from

## The officer's home

home-title = Desk
home-nothing = Nothing is waiting.
home-drafts = Forms half filled
home-about = About
home-saved-at = Saved at
home-forms = Register
home-look-up = Look up
home-registered = Registered lately
home-registered-what = What was registered
