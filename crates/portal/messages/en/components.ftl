## Parts of pages

date-error-incomplete = Enter day, month and year in figures. For example: 15 3 1985
date-error-no-such-day = There is no such day in the calendar. Check day, month and year
date-error-impossible = There is no such day in the calendar. If an old paper says so, enter { $proposal }

answers-change = Change
warnings-title = Check before you go on

## The pages of components, in the demo only

components-title = Page components
components-lead = Every page is made of these parts. What the examples say is made up.

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
