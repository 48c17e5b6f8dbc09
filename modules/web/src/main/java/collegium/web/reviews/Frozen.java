package collegium.web.reviews;

import collegium.kernel.Call;
import collegium.portfolios.Activity;
import collegium.portfolios.Artefact;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.RecordArtefact;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** A frozen record as entries to read, in the scheme's words and with what each counts for. */
@Component
final class Frozen {

    private final Schemes schemes;
    private final MessageSource messages;

    Frozen(Schemes schemes, MessageSource messages) {
        this.schemes = schemes;
        this.messages = messages;
    }

    /** The words of the scheme that a standing was judged by. */
    Optional<Vocabulary> words(Call call, Standing standing) {
        return schemes.all(call).stream().filter(outline -> outline.code().equals(standing.scheme())).map(SchemeOutline::id).findFirst()
                .flatMap(id -> schemes.judgedBy(call, id)).map(Scheme::vocabulary);
    }

    /**
     * The entries of the period, the latest first; what is older is there where it counts.
     *
     * @param evidence the address below which the files are downloaded
     */
    List<EntryView> entries(Call call, Standing standing, List<Activity> activities, List<Artefact> artefacts, List<EvidenceFile> files, String evidence) {
        Optional<Vocabulary> words = words(call, standing);
        List<EntryView> entries = new ArrayList<>();
        activities.stream().filter(activity -> activity.state() == Activity.State.RECORDED).filter(within(standing))
                .forEach(activity -> entries.add(activity(activity, standing, words, files, evidence)));
        artefacts.stream().filter(artefact -> artefact.said().completed()).filter(artefact -> standing.period().span().contains(artefact.said().dated()))
                .forEach(artefact -> entries.add(artefact(artefact, words, files, evidence)));
        entries.sort(Comparator.comparing(EntryView::on).reversed());
        return entries;
    }

    private static Predicate<Activity> within(Standing standing) {
        return activity -> standing.period().span().contains(activity.said().ended())
                || standing.activity(activity.id().toString()).filter(credit -> credit.counted().signum() > 0).isPresent();
    }

    private EntryView activity(Activity activity, Standing standing, Optional<Vocabulary> words, List<EvidenceFile> files, String evidence) {
        var said = activity.said();
        Optional<ActivityCredit> credit = standing.activity(activity.id().toString());
        String kind = Stream.concat(
                        Stream.of(title(words, "type", said.type())),
                        Stream.concat(said.structured().map(is -> word(is ? "review.structured" : "review.unstructured")).stream(),
                                Stream.concat(said.topics().stream().sorted().map(topic -> title(words, "topic", topic)),
                                        Stream.concat(said.provider().stream(), said.roleTaken().stream()))))
                .collect(Collectors.joining(", "));
        Optional<BigDecimal> claimed = said.measures().values().stream().findFirst();
        return new EntryView(activity.id().toString(), true, activity.erased() ? word("review.erased") : activity.title(), said.ended(), kind, claimed,
                credit.map(ActivityCredit::credited), Optional.of(credit.map(ActivityCredit::counted).orElse(BigDecimal.ZERO)), unit(standing),
                Stream.concat(said.texts().reflection().stream(), said.texts().outcome().stream()).toList(),
                files(files, file -> file.activity().filter(activity.id()::equals).isPresent(), evidence),
                credit.map(ActivityCredit::why).orElse(List.of()).stream()
                        .map(reason -> reason.clause().map(clause -> reason.text() + " (" + clause + ")").orElse(reason.text())).toList(),
                new EntryView.Kind(said.type(), said.structured(), said.topics(), said.flags()));
    }

    /** In what the standing counts, where it counts amounts. */
    private static String unit(Standing standing) {
        return standing.foremost().map(finding -> finding.unit().replace('_', ' ')).orElse("");
    }

    private EntryView artefact(Artefact artefact, Optional<Vocabulary> words, List<EvidenceFile> files, String evidence) {
        var said = artefact.said();
        String kind = Stream.concat(
                        Stream.of(words.map(Vocabulary::artefacts).map(kinds -> kinds.get(said.kind())).orElse(said.kind().replace('_', ' '))),
                        said.person().map(RecordArtefact.Person::name).stream().filter(name -> !name.isBlank()))
                .collect(Collectors.joining(", "));
        return new EntryView(artefact.id().toString(), false, artefact.erased() ? word("review.erased") : said.title(), said.dated(), kind, Optional.empty(),
                Optional.empty(), Optional.empty(), "", said.body().stream().toList(),
                files(files, file -> file.artefact().filter(artefact.id()::equals).isPresent(), evidence), List.of(),
                new EntryView.Kind("", Optional.empty(), Set.of(), Set.of()));
    }

    private static List<EntryView.File> files(List<EvidenceFile> files, Predicate<EvidenceFile> of, String evidence) {
        return files.stream().filter(of).map(file -> new EntryView.File(evidence + file.id(), file.fileName())).toList();
    }

    private static String title(Optional<Vocabulary> words, String kind, String value) {
        return words.map(vocabulary -> vocabulary.title(kind, value)).orElse(value.replace('_', ' '));
    }

    /** What a kind of tag can be, by its name in the scheme. */
    static Map<String, String> choices(Optional<Vocabulary> words, String kind) {
        return words.map(vocabulary -> vocabulary.tags().getOrDefault(kind, Map.of())).orElse(Map.of());
    }

    String word(String key, Object... facts) {
        return messages.getMessage(key, facts, LocaleContextHolder.getLocale());
    }
}
