from django.urls import path

from zhengxie.work.administration.views import accounts, log, own_account, sign_in, tokens

urlpatterns = [
    path("sign-in/", sign_in.sign_in_page, name="sign_in"),
    path("sign-in/code/", sign_in.code_page, name="sign_in_totp"),
    path("sign-in/first/", sign_in.first_sign_in, name="first_sign_in"),
    path("sign-in/second-factor/", sign_in.second_factor_page, name="second_factor"),
    path("hats/", sign_in.hats, name="hats"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("text-size/", sign_in.text_size, name="text_size"),
    path("keep-alive/", own_account.keep_alive, name="keep_alive"),
    path("my-account/", own_account.my_account, name="my_account"),
    path("my-account/password/", own_account.change_password, name="change_password"),
    path("my-account/second-factor/begin/", own_account.begin_second_factor, name="begin_second_factor"),
    path("my-account/second-factor/drop/", own_account.drop_second_factor, name="drop_second_factor"),
    path("my-account/sessions/end/", own_account.end_own_sessions, name="end_own_sessions"),
    path("my-account/tokens/", tokens.tokens, name="tokens"),
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/new/", accounts.create_account, name="create_account"),
    path("accounts/<int:key>/", accounts.account, name="account"),
    path("accounts/<int:key>/edit/", accounts.edit_account, name="edit_account"),
    path("accounts/<int:key>/hats/new/", accounts.grant_hat, name="grant_hat"),
    path("accounts/hats/<int:key>/revoke/", accounts.revoke_hat, name="revoke_hat"),
    path("settings/", accounts.settings, name="settings"),
    path("settings/end-all-sessions/", accounts.end_all_sessions, name="end_all_sessions"),
    path("log/", log.log, name="log"),
    path("log/<int:number>/", log.log_entry, name="log_entry"),
    path("log/verify/", log.verify_log, name="verify_log"),
    path("log/file/<slug:kind>/", log.log_file, name="log_file"),
]
