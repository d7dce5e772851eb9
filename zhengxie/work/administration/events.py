"""What the log holds besides actions: proofs of identity, own settings, looks. checklist 34."""

from zhengxie.foundation.access.policy import VERBS

SIGN_IN = "administration.sign_in"
SIGN_IN_LOCKED = "administration.sign_in_locked"
SIGN_IN_CODE = "administration.sign_in_code"
SIGN_OUT = "administration.sign_out"
WEAR_HAT = "administration.wear_hat"
CHANGE_PASSWORD = "administration.change_password"
CONFIRM_NOTICE = "administration.confirm_notice"
ENROL_SECOND_FACTOR = "administration.enrol_second_factor"
DROP_SECOND_FACTOR = "administration.drop_second_factor"
END_OWN_SESSION = "administration.end_own_session"
PROVE_AGAIN = "administration.prove_again"
EXPORT_LOG = "administration.export_log"
SHOW_TOKEN = "administration.show_token"

EVENTS = {
    SIGN_IN: "登录",
    SIGN_IN_LOCKED: "登录锁定",
    SIGN_IN_CODE: "动态口令",
    SIGN_OUT: "退出",
    WEAR_HAT: "选用身份",
    CHANGE_PASSWORD: "修改密码",
    CONFIRM_NOTICE: "确认个人信息告知书",
    ENROL_SECOND_FACTOR: "启用动态口令",
    DROP_SECOND_FACTOR: "停用动态口令",
    END_OWN_SESSION: "结束本人其他登录",
    PROVE_AGAIN: "再次核对密码",
    EXPORT_LOG: "导出审计日志",
    SHOW_TOKEN: "出示接口令牌",
}


def label_of(code: str) -> str:
    """The Chinese word for an entry's code."""
    row = VERBS.get(code)
    return row.label if row else EVENTS.get(code, code)
