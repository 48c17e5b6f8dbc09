package collegium.notifications;

import collegium.database.PlatformDatabase;
import collegium.database.TenantDatabase;
import collegium.membership.Accounts;
import collegium.membership.Imports;
import collegium.membership.Members;
import collegium.tenancy.Operators;
import collegium.tenancy.SignInAttempts;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** The parts of this module, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class NotificationsConfiguration {

    @Bean
    Letters letters() {
        return new Letters();
    }

    @Bean
    Hints hints(PlatformDatabase platform) {
        return new Hints(platform);
    }

    @Bean
    Outbox outbox(TenantDatabase tenants, PlatformDatabase platform, MailSettings settings, Letters letters, Hints hints) {
        return new Outbox(tenants, platform, settings, letters, hints);
    }

    @Bean
    Invitations invitations(TenantDatabase tenants, PlatformDatabase platform, MailSettings settings, Accounts accounts, Members members,
            Outbox outbox) {
        return new Invitations(tenants, platform, settings, accounts, members, outbox);
    }

    @Bean
    Transport transport(ObjectProvider<JavaMailSender> server, MailSettings settings) {
        return new Transport(Optional.ofNullable(server.getIfAvailable()), settings);
    }

    @Bean
    Sender sender(TenantDatabase tenants, PlatformDatabase platform, MailSettings settings, Letters letters, Transport transport) {
        return new Sender(tenants, platform, settings, letters, transport);
    }

    @Bean
    PlatformOutbox platformOutbox(PlatformDatabase platform, MailSettings settings, Letters letters, Transport transport) {
        return new PlatformOutbox(platform, settings, letters, transport);
    }

    @Bean
    PlatformInvitations platformInvitations(PlatformDatabase platform, MailSettings settings, Accounts accounts, Operators operators,
            PlatformOutbox outbox) {
        return new PlatformInvitations(platform, settings, accounts, operators, outbox);
    }

    @Bean
    Reminders reminders(TenantDatabase tenants, Outbox outbox) {
        return new Reminders(tenants, outbox);
    }

    @Bean
    JobCalls jobCalls(ObjectProvider<Clock> clock) {
        return new JobCalls(clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Tasks tasks(JobCalls calls, Sender sender, PlatformOutbox platformOutbox, Hints hints, Reminders reminders,
            ObjectProvider<DueReminders> deadlines, ObjectProvider<NightlyJudging> judging, Imports imports,
            SignInAttempts attempts, TenantDatabase tenants, PlatformDatabase platform) {
        return new Tasks(new ActiveBodies(platform), calls, sender, platformOutbox, hints, reminders,
                Optional.ofNullable(deadlines.getIfAvailable()), judging.orderedStream().toList(), imports, attempts, tenants, platform);
    }
}
