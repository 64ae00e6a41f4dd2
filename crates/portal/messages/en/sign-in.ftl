sign-in-title = Sign in
sign-in-lead = For officers on duty. Nothing can be read without signing in.
sign-in-login = User name
sign-in-password = Password
sign-in-act = Sign in
sign-in-first = Sign in to see this page.
sign-in-signed-out = You have signed out.
sign-in-error-login = Enter your user name
sign-in-error-password = Enter your password
sign-in-error-stale = This page has become old, or your browser takes no cookies. Enter your password again and sign in
sign-in-error-wrong = User name or password is not correct
sign-in-error-too-many = { $minutes ->
    [one] Too many tries. Wait one minute, then try again
   *[other] Too many tries. Wait { $minutes } minutes, then try again
 }
sign-in-demo = This is a demo with invented people. A password is enough to sign in; to try the second factor, set it up under “My account”.
