package collegium.membership;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of a file of members, read.
 *
 * @param facts what it says of the member, each with the day since when where the row names one
 */
record MemberRow(String number, String givenName, String familyName, Optional<String> email, LocalDate joined, List<Said> facts) {

    static final List<ImportColumn> COLUMNS = List.of(
            ImportColumn.required("number", "20133", "membership number", "member number", "member no", "no", "id", "registration number",
                    "Mitgliedsnummer", "Nummer").onlyOnce(),
            ImportColumn.required("given name", "Sunita", "first name", "forename", "given names", "Vorname", "prénom"),
            ImportColumn.required("family name", "Rao", "surname", "last name", "Nachname", "Familienname", "nom"),
            ImportColumn.optional("email", "s.rao@example.org", "e-mail", "mail", "email address", "e-mail address").onlyOnce(),
            ImportColumn.required("joined", "2019-09-12", "registered", "joined on", "member since", "date joined", "registration date", "Eintritt"),
            ImportColumn.optional("grade", "Practitioner", "membership grade", "class"),
            ImportColumn.optional("grade since", "2021-03-01", "grade from"),
            ImportColumn.optional("role", "nurse", "title"),
            ImportColumn.optional("role since", "2021-03-01", "role from"),
            ImportColumn.optional("practising", "yes", "practicing"),
            ImportColumn.optional("practising since", "2021-03-01"),
            ImportColumn.optional("part time", "0.6", "working time"),
            ImportColumn.optional("part time since", "2026-06-01", "working time since"),
            ImportColumn.optional("licence", "L-4711", "license", "licence number", "license number"),
            ImportColumn.optional("licence since", "2021-03-01"));

    private static final List<String> FACTS = List.of("grade", "role", "practising", "part time", "licence");
    private static final Pattern FACT = Pattern.compile("fact:\\s*([a-z][a-z0-9_-]{0,59})(\\s+since)?");

    /** What a row says, and since when, where it says so. */
    record Said(String kind, String value, Optional<LocalDate> since) {}

    /** What is to be kept. */
    record Fact(Optional<UUID> replaces, String kind, String value, LocalDate from) {}

    /** A fact of the body's own: {@code fact:setting}, with {@code fact:setting since} beside it. */
    static Optional<ImportColumn> factColumn(String header) {
        Matcher fact = FACT.matcher(header.strip().toLowerCase(Locale.ROOT));
        return fact.matches() ? Optional.of(ImportColumn.optional("fact:" + fact.group(1) + (fact.group(2) == null ? "" : " since"), "")) : Optional.empty();
    }

    static MemberRow of(ImportRow row, List<ImportFault> faults) {
        String number = row.required("number", 40, faults).orElse("");
        String given = row.required("given name", 80, faults).orElse("");
        String family = row.required("family name", 80, faults).orElse("");
        Optional<String> email = row.text("email");
        if (!email.map(Texts::isEmail).orElse(true)) {
            faults.add(ImportFault.of("email", "email-form"));
        }
        if (row.text("joined").isEmpty()) {
            faults.add(ImportFault.of("joined", "required"));
        }
        LocalDate joined = row.date("joined", faults).orElse(LocalDate.EPOCH);
        return new MemberRow(number, given, family, email, joined, facts(row, faults));
    }

    private static List<Said> facts(ImportRow row, List<ImportFault> faults) {
        List<String> columns = new ArrayList<>(FACTS);
        row.values().keySet().stream().filter(name -> name.startsWith("fact:") && !name.endsWith(" since")).sorted().forEach(columns::add);
        List<Said> said = new ArrayList<>();
        for (String column : columns) {
            Optional<LocalDate> since = row.date(column + " since", faults);
            Optional<String> value = switch (column) {
                case "practising" -> row.yesNo(column, faults).map(yes -> yes ? "yes" : "no");
                case "part time" -> row.decimal(column, faults).map(part -> part.stripTrailingZeros().toPlainString());
                default -> row.line(column, 200, faults);
            };
            String kind = column.startsWith("fact:") ? column.substring("fact:".length()) : column.replace(' ', '-');
            value.ifPresent(text -> said.add(new Said(kind, text, since)));
        }
        return said;
    }

    /** Whether the member is called so already; a row without an address leaves the one that is known. */
    boolean names(Member member) {
        return member.givenName().equals(givenName) && member.familyName().equals(familyName) && member.joined().equals(joined)
                && (email.isEmpty() || email.equals(member.email()));
    }

    /**
     * What the known facts do not say yet. Without a day a fact of a new member holds from joining, and of a known member from
     * today where it differs from what holds today; with a day it is that day's, and corrects what was known to begin then.
     */
    List<Fact> news(List<MemberFact> known, Optional<LocalDate> today) {
        List<Fact> news = new ArrayList<>();
        for (Said said : facts) {
            LocalDate from = said.since().or(() -> today).orElse(joined);
            Optional<MemberFact> then = known.stream().filter(fact -> fact.kind().equals(said.kind()) && fact.from().equals(from)).findFirst();
            Optional<String> holding = said.since().isPresent() ? then.map(MemberFact::value)
                    : known.stream().filter(fact -> fact.kind().equals(said.kind()) && !fact.from().isAfter(from)
                                    && fact.to().map(to -> !to.isBefore(from)).orElse(true))
                            .max(Comparator.comparing(MemberFact::from)).map(MemberFact::value);
            if (!holding.equals(Optional.of(said.value()))) {
                news.add(new Fact(then.map(MemberFact::id), said.kind(), said.value(), from));
            }
        }
        return news;
    }
}
