package collegium.requirements;

import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.membership.ImportColumn;
import collegium.membership.ImportFault;
import collegium.membership.ImportRow;
import collegium.membership.Members;
import collegium.requirements.engine.Scheme;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the enrolments that rows of a file are about: by the member's number, and by the scheme where a member has several. */
final class RowEnrolments {

    static final ImportColumn NUMBER = ImportColumn.required("number", "20133", "membership number", "member number", "member no", "member",
            "registration number", "Mitgliedsnummer");
    static final ImportColumn SCHEME = ImportColumn.optional("scheme", "acca", "requirement scheme", "regulations");

    private final Call call;
    private final Enrolments enrolments;
    private final Schemes schemes;
    private final List<SchemeOutline> all;
    private final Map<String, MemberId> members;
    private final Map<MemberId, List<EnrolledIn>> enrolled = new HashMap<>();
    private final Map<SchemeId, Optional<Scheme>> judgedBy = new HashMap<>();

    RowEnrolments(Call call, Members members, Enrolments enrolments, Schemes schemes, List<ImportRow> rows) {
        this.call = call;
        this.enrolments = enrolments;
        this.schemes = schemes;
        this.all = schemes.all(call);
        this.members = members.byNumbers(call, rows.stream().flatMap(row -> row.text("number").stream()).distinct().toList());
    }

    /** The row's enrolment; what is wrong is added to the faults. */
    Optional<EnrolledIn> of(ImportRow row, List<ImportFault> faults) {
        Optional<String> number = row.required("number", 40, faults);
        Optional<String> scheme = row.text("scheme");
        Optional<SchemeOutline> named = scheme.flatMap(this::called);
        if (scheme.isPresent() && named.isEmpty()) {
            faults.add(ImportFault.of("scheme", "unknown-scheme", Map.of("value", scheme.get())));
            return Optional.empty();
        }
        if (number.isEmpty()) {
            return Optional.empty();
        }
        MemberId member = members.get(number.get());
        if (member == null) {
            faults.add(ImportFault.of("number", "unknown-member", Map.of("value", number.get())));
            return Optional.empty();
        }
        List<EnrolledIn> now = enrolled.computeIfAbsent(member, id -> enrolments.of(call, id).stream().filter(one -> one.to().isEmpty()).toList());
        List<EnrolledIn> meant = now.stream().filter(one -> named.isEmpty() || one.scheme().equals(named.get().id())).toList();
        if (meant.size() != 1) {
            faults.add(ImportFault.of(named.isPresent() ? "number" : "scheme", meant.isEmpty() ? "not-enrolled" : "scheme-needed"));
            return Optional.empty();
        }
        return Optional.of(meant.getFirst());
    }

    private Optional<SchemeOutline> called(String written) {
        return all.stream().filter(scheme -> scheme.code().equalsIgnoreCase(written) || scheme.name().equalsIgnoreCase(written)).findFirst();
    }

    /** The rules by which an enrolment is judged. */
    Optional<Scheme> scheme(EnrolledIn of) {
        return judgedBy.computeIfAbsent(of.scheme(), id -> schemes.judgedBy(call, id));
    }

    /** Several names in one cell, by comma, semicolon or bar, as the scheme calls them. */
    static Set<String> tags(ImportRow row, String column, String kind, TagNames names, List<ImportFault> faults) {
        Set<String> tags = new LinkedHashSet<>();
        row.text(column).ifPresent(text -> Arrays.stream(text.split("[,;|]")).map(String::strip).filter(tag -> !tag.isEmpty())
                .forEach(tag -> names.name(kind, tag).ifPresentOrElse(tags::add,
                        () -> faults.add(ImportFault.of(column, "unknown-word", Map.of("value", tag))))));
        return tags;
    }
}
