## Parts of pages

date-error-incomplete = Enter day, month and year in figures. For example: 15 3 1985
date-error-no-such-day = There is no such day in the calendar. Check day, month and year
date-error-impossible = There is no such day in the calendar. If an old paper says so, enter { $proposal }

answers-change = Change
warnings-title = Check before you go on

unit-picker-province = Province or city
unit-picker-district = District
unit-picker-commune = Commune or ward
unit-picker-next = Go on choosing
unit-picker-find = Type the name of the commune or ward; accents are not needed
unit-picker-find-any = Type the name of the commune, ward, province or city; accents are not needed
unit-picker-which = Choose the right unit
unit-picker-lists = Choose from lists
unit-picker-take = Take this unit
unit-picker-none = Nothing found. Add the name of the province, or check the spelling.
unit-picker-some = { $count } found. Use the arrow keys to choose.
unit-picker-lost = The request did not get through. Check the connection and type again.

person-picker-by-name = No number? Search by name
person-picker-find = Find this person
person-picker-none = Nobody like that was found.
person-picker-found = { $count ->
    [one] One person found. Choose them, or search again
   *[other] { $count } persons found. Choose one
}
person-picker-more = There are more. Search again with more of the name.
person-picker-again = Search again
person-picker-another = Choose someone else
person-picker-suggested = According to the register, it is this person.
person-picker-born = born { $born }
person-picker-born-number = born { $born } · number ends in { $end }
person-picker-born-home = born { $born } · lives in: { $home }
person-picker-born-number-home = born { $born } · number ends in { $end } · lives in: { $home }

breadcrumbs-label = Where this page is
pager-label = Pages of the list
pager-previous = Previous page
pager-next = Next page
progress-again = See how far it has come
draft-saving = Saving…
draft-saved = Draft saved at
draft-failed = The draft could not be saved yet. It will be tried again; keep this page open.
draft-ended = Your session has ended. Sign in in another window; what is on this page stays.

## The pages of components, in the demo only

components-title = Page components
components-lead = Every page is made of these parts. What the examples say is made up.

components-examples = Examples

specimen-text = Text
specimen-number = Number
specimen-date = Date in three fields
specimen-radios = Choosing one
specimen-checkboxes = Choosing several
specimen-select = List
specimen-form = A form to be mended
specimen-buttons = Buttons
specimen-check-answers = Check your answers
specimen-confirmation = Done
specimen-warnings = Warnings
specimen-notices = Notices and tags
specimen-facts = Description list

specimen-unit = Choosing a unit
specimen-person = Choosing a person
specimen-file = File
specimen-breadcrumbs = Breadcrumbs
specimen-tabs = Tabs
specimen-menu = Menu
specimen-table = Table that sorts
specimen-timeline = Timeline
specimen-progress = Progress
example-place = Permanent residence
example-place-hint = As it was called on the day of registration.
example-place-error = Choose a commune or ward
example-person-error = Choose somebody in the list
example-father-hint = Leave empty if the father is not established.
example-file = Data file
example-file-hint = CSV or Parquet.
example-file-error = This file cannot be read. Choose a CSV or Parquet file
example-shown = { $first }–{ $last } of { $count }
example-import = Taking the file in
example-rows = { $done } of { $total } rows

example-phone = Telephone
example-code = One-time code
example-reason = Reason
example-reason-hint = As it is to stand in the book; 500 characters at most.
example-weight = Weight at birth
example-grams = grams
example-copies = Copies
example-copies-error = Enter how many copies in figures. For example: 3
example-partial-hint = For example: 15 3 1950. Leave empty what is not known of day or month.
example-sex-error = Choose the sex
example-residence = Residence
example-residence-hint = By the Law on Residence 2020.
example-permanent = Permanent
example-permanent-hint = Where somebody lives for good, and is registered.
example-temporary = Temporary
example-stay = Stay
example-months = For how long
example-months-unit = months
example-days = How many days
example-days-unit = days
example-papers = Papers handed in
example-birth-notice = Notice of birth
example-birth-notice-hint = Or what a witness wrote to confirm the birth.
example-marriage-certificate = Marriage certificate
example-other-paper = Another paper
example-which-paper = Which paper
example-confirm = Confirmation
example-confirm-yes = I have compared it with the original
example-confirm-error = Tick this when you have compared it with the original
example-ethnicity = Ethnic group
example-ethnicity-hint = That of father or mother, as the parents agree.
example-ethnicity-error = Choose an ethnic group
example-child = The child
example-go-on = Continue
example-later = Save for later
example-leave = Leave
example-withdraw = Withdraw the event
example-register = Enter in the register
example-registered = The birth is registered
example-warning-young = The mother was under 18 at the birth.
example-warning-died = This person died on { $died }.
example-protected = This person is protected. Only officers named in the order may look.
example-over = No longer in force.
