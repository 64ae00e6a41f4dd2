## Words used everywhere

word-day = Day
word-month = Month
word-year = Year
word-name = Full name
word-sex = Sex
word-female = Female
word-male = Male
word-born = Born
word-died = Died
word-number = Personal number
word-from = From
word-until = Until
word-present = Present
word-alive = Living
word-dead = Dead
word-not-recorded = Not recorded
word-ends-in = ends in
word-before = Before:
word-after = After:

relation-father = Father
relation-mother = Mother
relation-spouse = Husband or wife
relation-late-spouse = Late husband or wife
relation-child = Child
relation-adoptive-father = Adoptive father
relation-adoptive-mother = Adoptive mother
relation-birth-father = Birth father
relation-birth-mother = Birth mother
relation-guardian = Guardian
relation-ward = Ward

relationship-head = Head of household
relationship-spouse = Husband or wife of the head
relationship-child = Child of the head
relationship-parent = Parent of the head
relationship-sibling = Brother or sister of the head
relationship-other = Otherwise related to the head

marital-single = Never married
marital-married = Married
marital-widowed = Widowed
marital-divorced = Divorced

document-old-identity-card = Old identity card (9 digits)
document-in-force = In force
document-cancelled = Cancelled
document-former = Former number
document-card = Identity card
document-citizen-card = Citizen identity card
document-twelve-digit-card = Identity card (12 digits)
document-expired = Expired
document-unused = No longer in use
document-no-expiry = No expiry

revoked-replaced = Replaced by another card
revoked-lost = Reported lost
revoked-damaged = Damaged
revoked-nationality-lost = No longer of Vietnamese nationality
revoked-issued-unlawfully = Issued against the rules
revoked-altered = Erased or altered
revoked-holder-died = The holder died

unit-level-province = Province
unit-level-district = District
unit-level-commune = Commune

place-today = Today { $place }
place-today-one-of = Today one of: { $places }
place-today-within = Today in { $place }
