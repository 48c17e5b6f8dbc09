package collegium.notifications;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.util.StringUtils;

/** Hands a letter to the mail server, where one is set up. */
final class Transport {

    private final Optional<JavaMailSender> server;
    private final MailSettings settings;

    Transport(Optional<JavaMailSender> server, MailSettings settings) {
        this.server = server.filter(sender -> !(sender instanceof JavaMailSenderImpl impl) || StringUtils.hasText(impl.getHost()));
        this.settings = settings;
    }

    /** How a try ended. */
    sealed interface Outcome {
        /** The server took it. */
        record Sent() implements Outcome {}

        /** There is no server: it is kept to be read here. */
        record Kept() implements Outcome {}

        /**
         * It did not work.
         *
         * @param perhapsTaken the line broke where the server may have taken it already
         */
        record Failed(String error, boolean perhapsTaken) implements Outcome {}
    }

    record Letter(String messageId, String senderName, String address, String name, String subject, String text, String html, Instant at) {}

    Outcome send(Letter letter) {
        if (server.isEmpty()) {
            return new Outcome.Kept();
        }
        try {
            server.get().send(mime(server.get().createMimeMessage(), letter));
            return new Outcome.Sent();
        } catch (AddressException e) {
            return new Outcome.Failed("No valid address: " + SingleLine.atMost(String.valueOf(e.getMessage()), 300), false);
        } catch (MessagingException | UnsupportedEncodingException | MailAuthenticationException e) {
            return new Outcome.Failed(said(e), false);
        } catch (MailSendException e) {
            // The server had taken it, and only the goodbye failed.
            if (e.getFailedMessages().isEmpty()) {
                return new Outcome.Sent();
            }
            Exception reason = e.getFailedMessages().values().iterator().next();
            boolean neverConnected = reason.equals(e.getCause());
            return new Outcome.Failed(said(reason), !neverConnected && !refused(reason));
        } catch (MailException e) {
            return new Outcome.Failed(said(e), true);
        }
    }

    private MimeMessage mime(MimeMessage mime, Letter letter) throws MessagingException, UnsupportedEncodingException {
        MimeMessageHelper helper = new MimeMessageHelper(mime, true, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(settings.from(), SingleLine.of(letter.senderName()), StandardCharsets.UTF_8.name()));
        InternetAddress to = new InternetAddress(SingleLine.of(letter.address()), true);
        to.setPersonal(SingleLine.of(letter.name()), StandardCharsets.UTF_8.name());
        mime.setRecipient(RecipientType.TO, to);
        helper.setSubject(SingleLine.of(letter.subject()));
        helper.setText(letter.text(), letter.html());
        mime.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(letter.at().atOffset(ZoneOffset.UTC)));
        mime.setHeader("Message-ID", letter.messageId());
        mime.setHeader("Auto-Submitted", "auto-generated");
        return mime;
    }

    /** A refusal is the server's answer, with a code from 400 on. */
    private static boolean refused(Exception reason) {
        return reason instanceof SMTPSendFailedException answer ? answer.getReturnCode() >= 400 : reason instanceof SendFailedException;
    }

    private static String said(Exception e) {
        StringBuilder chain = new StringBuilder(String.valueOf(e.getMessage()));
        if (e instanceof MessagingException messaging && messaging.getNextException() != null) {
            chain.append(": ").append(messaging.getNextException().getMessage());
        }
        return SingleLine.atMost(chain.toString(), 500);
    }
}
