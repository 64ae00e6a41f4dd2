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

residence-permanent = Permanent residence
residence-temporary = Temporary residence

relation-father = Father
relation-mother = Mother
relation-spouse = Husband or wife
relation-former-spouse = Former husband or wife
relation-child = Child

document-old-identity-card = Old identity card (9 digits)
document-birth-certificate = Birth certificate
document-marriage-certificate = Marriage certificate
document-death-extract = Extract of death registration
document-identity-card = Identity card

unit-level-province = Province
unit-level-district = District
unit-level-commune = Commune

place-today = Today { $place }
