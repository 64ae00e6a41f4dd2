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

unit-level-province = Province
unit-level-district = District
unit-level-commune = Commune

place-today = Today { $place }
place-today-one-of = Today one of: { $places }
place-today-within = Today in { $place }
