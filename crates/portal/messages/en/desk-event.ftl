## Events, confirmations, extracts

event-registered = Registered: { $kind }
event-not-known-then = The register did not know of this event then
event-position = Place in the ledger
event-position-soon = On its way into the ledger
event-holds-from = Effective from
event-person = Person
event-authority = Registering authority
event-officer = Registered by
event-recorded-at = Registered at
event-basis = Basis
event-extract = Extract for printing
event-says = What was registered
event-persons = People concerned
event-written = About this entry

extract-back = Back to the event
extract-how = Print this page with your browser’s print command (Ctrl + P). The header and these lines are left out on paper.
extract-act = Print the extract
extract-state = SOCIALIST REPUBLIC OF VIET NAM
extract-motto = Independence – Freedom – Happiness
extract-number = No. (place in the ledger):
extract-birth = Extract of birth registration
extract-death = Extract of death registration
extract-marriage = Extract of marriage registration
extract-divorce = Extract of divorce entry
extract-recognition = Extract of parent and child recognition
extract-change = Extract of change in civil status
extract-correction = Extract of civil status correction
extract-ethnicity = Extract of ethnic group redetermination
extract-sex = Extract of sex redetermination
extract-death-facts = Died
extract-death-place = Place of death
extract-wife = Wife
extract-husband = Husband
extract-married-on = Married on
extract-nationality = Extract of change of nationality
extract-nationality-gained = Nationality acquired
extract-nationality-lost = Nationality lost
extract-adoption = Extract of adoption
extract-adopted-child = Adopted child
extract-adoptive-mother = Adoptive mother
extract-adoptive-father = Adoptive father
extract-guardianship = Extract of guardianship
extract-guardianship-end = Extract of the end of a guardianship
extract-adoption-end = Extract of the end of an adoption
extract-annulment = Extract of annulment entry
extract-missing = Extract of the declaration of a missing person
extract-returned = Extract of the revocation of a declaration of missing or dead
extract-registration = Registration
extract-decision = Judgment, decision
extract-content = What changed
extract-registered = Entered in the register at
extract-made-on = Date of extract:
extract-signer = SIGNED BY
extract-signer-hint = Signature, full name, position and seal

desk-decision-number = Number of the decision or judgment
desk-decision-number-hint = For example: 12/2026/QĐST-HNGĐ
desk-decision-by = Issued by
desk-decision-by-hint = For example: Tòa án nhân dân khu vực 1 – Hà Nội
desk-decision-on = In force from

## The officer’s home

home-title = Desk
home-nothing = Nothing is waiting.
home-drafts = Unfinished forms
home-about = About
home-saved-at = Last saved
home-forms = Register an event
home-look-up = Look up
home-registered = Recently registered
home-registered-what = Registration
