## The frame of every page

product-name = Danh
product-purpose = Population register

frame-skip = Skip to main content
frame-other-language = Tiếng Việt
frame-sign-out = Sign out
frame-navigation = Main sections
frame-footer = Every time a citizen’s data is viewed, it is recorded. The record cannot be erased.

nav-search = Search
nav-units = Administrative units
nav-ledger = Ledger

form-error = Error:
form-error-summary = There is a problem
form-optional = (optional)
