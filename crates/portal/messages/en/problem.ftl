problem-not-found = Page not found
problem-not-found-help = If you typed the address, check that it is correct. If you copied it, check that you copied all of it.
problem-forbidden = You may not see this page
problem-forbidden-help = This lies outside your duties or your area. If you need to do it, speak to the person in charge.
problem-too-many = Too many requests
problem-too-many-help = { $seconds ->
    [one] Wait one second, then try again.
   *[other] Wait { $seconds } seconds, then try again.
 }
problem-malformed = The request could not be read
problem-malformed-help = Go back, reload the page and try again.
problem-unavailable = Not available for the moment
problem-unavailable-help = The database is busy, or the access record could not be written. Nothing was shown. Try again in a few minutes.
problem-internal = Sorry, something went wrong on our side
problem-internal-help = Nothing has been lost. Try again in a few minutes. If it happens again, give the operator the request number below.
problem-home = Go to the home page
problem-request = Request number:
