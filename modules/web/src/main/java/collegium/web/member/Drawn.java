package collegium.web.member;

import collegium.compliance.CurrentStanding;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Standing;
import collegium.web.look.Findings;
import collegium.web.look.Show;
import collegium.web.look.Statuses;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Draws a standing for people: what is counted of what is asked, what is missing, at what pace it can still be met. */
@Component
final class Drawn {

    private final MessageSource messages;
    private final Statuses statuses;

    Drawn(MessageSource messages, Statuses statuses) {
        this.messages = messages;
        this.statuses = statuses;
    }

    /** The standing as the pages show it; empty while a fact is missing from which its period would follow. */
    Optional<StandingView> standing(CurrentStanding current, LocalDate today, BigDecimal planned, SchemeWords words) {
        return current.judged().map(judged -> standing(current, judged.standing(), today, planned, words));
    }

    private StandingView standing(CurrentStanding current, Standing standing, LocalDate today, BigDecimal planned, SchemeWords words) {
        LocalDate from = standing.period().start();
        LocalDate to = standing.period().end();
        Optional<Finding> main = standing.foremost();
        long left = ChronoUnit.DAYS.between(today, to);
        return new StandingView(current.enrolment().schemeName(), Findings.years(from, to), from, to, left < 0 ? Optional.empty() : Optional.of(left),
                statuses.word(standing.status()),
                main.map(finding -> new StandingView.Total(finding.counted(), planned, finding.needed(), mark(finding), mark(finding))),
                standing.findings().stream().filter(finding -> main.filter(finding::equals).isEmpty()).map(finding -> asked(finding, words)).toList(),
                main.flatMap(finding -> pace(finding, left)), "/why?enrolment=" + current.enrolment().id());
    }

    /** A unit in words: a fact that is measured has its name for one. */
    static String mark(Finding finding) {
        return finding.unit().replace('_', ' ');
    }

    /** What the standing counts, in the plural. */
    String plural(Standing standing) {
        return standing.foremost().map(Drawn::mark).orElse(standing.unit());
    }

    private StandingView.Asked asked(Finding finding, SchemeWords words) {
        boolean asks = finding.needed().signum() > 0;
        String rest = finding.met() ? "" : Findings.way(finding);
        Optional<String> add = Optional.of(finding.requirement()).filter(_ -> !finding.met()).flatMap(words::artefactOf).map(kind -> "/artefacts/new?kind=" + kind);
        return new StandingView.Asked(Findings.title(finding), statuses.word(finding.status()),
                asks ? Optional.of(new StandingView.Amounts(finding.counted(), finding.needed(), mark(finding))) : Optional.empty(), rest, add);
    }

    private Optional<String> pace(Finding finding, long daysLeft) {
        if (finding.met() || finding.shortBy().signum() <= 0 || daysLeft <= 0) {
            return Optional.empty();
        }
        BigDecimal weeks = BigDecimal.valueOf(daysLeft).divide(BigDecimal.valueOf(7), 4, RoundingMode.HALF_UP).max(BigDecimal.ONE);
        return Optional.of(message("home.pace", finding.shortBy(), Show.unit(finding.shortBy(), mark(finding)), finding.shortBy().divide(weeks, 1, RoundingMode.UP)));
    }

    String message(String key, Object... facts) {
        Locale locale = LocaleContextHolder.getLocale();
        return messages.getMessage(key, facts, locale);
    }

    /** The reasons of an entry, each with its clause. */
    static List<String> why(ActivityCredit credit) {
        return credit.why().stream().map(reason -> Show.said(reason.text()) + reason.clause().map(clause -> " (" + clause + ")").orElse("")).toList();
    }
}
