package org.hulian.fhir.feed;

import org.hulian.mappers.Problem;
import org.hulian.mappers.Severity;

/** Why the feed itself refuses a message, before or after its content was looked at. */
enum FeedFault {
    NO_START("framing", "The frame does not begin with 0x0B.", "消息帧未以 0x0B 开头。"),
    NO_END("framing", "The frame does not end with 0x1C 0x0D.", "消息帧未以 0x1C 0x0D 结尾。"),
    TOO_LONG("too-long", "The message is longer than allowed; send it in parts.", "消息超过允许的长度，请分批发送。"),
    TOO_SLOW("timeout", "The message came too slowly; send it again.", "消息传输过慢，请重新发送。"),
    NO_HEADER("structure", "The message does not begin with an MSH segment.", "消息不是以 MSH 段开头。"),
    NO_CONTROL_ID("required", "MSH-10 is empty: a message needs a control id.", "MSH-10 为空：消息必须有控制编号。"),
    UNKNOWN_SENDER("unknown-sender", "MSH-4 names no sender known here.", "MSH-4 不是本平台登记的发送方。"),
    FOREIGN_SENDER("sender-mismatch", "MSH-4 is not the sender that signed in.", "MSH-4 与已认证的发送方不一致。"),
    CONTRADICTION(
            "duplicate-control-id",
            "Another message with this MSH-10 was accepted; use a new control id.",
            "该 MSH-10 已用于另一条消息，请使用新的控制编号。"),
    BUSY("transient", "The hub is busy; send it again later.", "平台繁忙，请稍后重新发送。"),
    UNAVAILABLE("transient", "The message could not be stored; send it again later.", "消息暂时无法保存，请稍后重新发送。"),
    NOT_WRITTEN("not-written", "The records could not be written.", "记录未能写入。"),
    RETRIES("transient", "Processing failed repeatedly; replay it when the cause is gone.", "多次处理失败，请在原因消除后重放。");

    private final String code;
    private final String en;
    private final String zh;

    FeedFault(String code, String en, String zh) {
        this.code = code;
        this.en = en;
        this.zh = zh;
    }

    String code() {
        return code;
    }

    String en() {
        return en;
    }

    Problem problem() {
        return at("message");
    }

    Problem at(String location) {
        return new Problem(Severity.ERROR, code, location, en, zh);
    }

    /** The same with what exactly happened, free of personal data. */
    Problem because(String detail) {
        return new Problem(Severity.ERROR, code, "message", en + " (" + detail + ")", zh + "（" + detail + "）");
    }
}
