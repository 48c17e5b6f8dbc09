package collegium.web.member;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Drafts;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Objectives;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.web.look.Amounts;
import collegium.web.look.Show;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lays out the form of an activity: what can be chosen, what was begun before, what one tap would record. */
@Component
final class ActivityPages {

    static final String DRAFTS = "activity:";
    private static final int QUICK = 4;
    private static final int OFFERED = 3;

    private final Portfolios portfolios;
    private final EvidenceFiles evidence;
    private final Objectives objectives;
    private final Drafts drafts;
    private final OwnSchemes schemes;
    private final Proposals proposals;
    private final Previews previews;
    private final Drawn drawn;
    private final Show show;

    ActivityPages(Portfolios portfolios, EvidenceFiles evidence, Objectives objectives, Drafts drafts, OwnSchemes schemes, Proposals proposals,
            Previews previews, Drawn drawn, Show show) {
        this.portfolios = portfolios;
        this.evidence = evidence;
        this.objectives = objectives;
        this.drafts = drafts;
        this.schemes = schemes;
        this.proposals = proposals;
        this.previews = previews;
        this.drawn = drawn;
        this.show = show;
    }

    /** What stands beside the fields of one showing of the form. */
    record Beside(List<Would> would, List<String> chosen, List<RecordView.Difference> theirs) {
        static final Beside NOTHING = new Beside(List.of(), List.of(), List.of());
    }

    /** The form that records something new; a kind that was not chosen is proposed. */
    RecordView fresh(Call call, String key, Fields said, Beside beside) {
        MemberId member = OwnSchemes.own(call);
        SchemeWords words = schemes.words(call);
        Optional<Proposals.Proposal> proposal = proposals.of(call, words, said.text("title"));
        Fields filled = proposed(said, proposal);
        return new RecordView(key, Optional.empty(), "/activities/new", filled, said.some("unit").orElse(words.unit()),
                words.measures(drawn.message("record.hours")), words, objectives(call, member), known(call, member),
                proposal.map(Proposals.Proposal::mark).orElse(""), beside.would(), beside.chosen(), beside.theirs(),
                offers(call, key), quick(call, member), Optional.empty(), call.today());
    }

    /** Fills the kind from a proposal, unless the person chose it. */
    static Fields proposed(Fields said, Optional<Proposals.Proposal> proposal) {
        String chosen = said.text("type") + "|" + said.text("structured");
        boolean untouched = (said.blank("type") && said.blank("structured")) || chosen.equals(said.text("proposed"));
        return proposal.filter(_ -> untouched)
                .map(found -> said.with("type", found.type()).with("structured", found.structured().map(is -> is ? "yes" : "no").orElse("")))
                .orElse(said);
    }

    /** The form that amends an activity. */
    RecordView amending(Call call, Activity activity, Fields said, Beside beside) {
        SchemeWords words = schemes.words(call);
        ActivityId id = activity.id();
        return new RecordView(id.toString(), Optional.of(activity.revision()), "/activities/" + id, said, said.some("unit").orElse(words.unit()),
                words.measures(drawn.message("record.hours")), words, objectives(call, activity.member()), known(call, activity.member()), "",
                beside.would(), beside.chosen(), beside.theirs(), List.of(), List.of(),
                Optional.of(new RecordView.Own(files(call, activity), "/activities/" + id + "/withdraw", "/activities/" + id + "/history",
                        activity.withdrawn(), activity.state() == Activity.State.UNCONFIRMED)), call.today());
    }

    List<Would> would(Call call, ActivityId id, RecordActivity command) {
        return previews.of(call, id, command);
    }

    /** The time of day at the body. */
    String clock(Call call) {
        return show.clock(call.at(), call.zone());
    }

    SchemeWords words(Call call) {
        return schemes.words(call);
    }

    Optional<Proposals.Proposal> proposal(Call call, SchemeWords words, String title) {
        return proposals.of(call, words, title);
    }

    private List<SchemeWords.Choice> objectives(Call call, MemberId member) {
        return objectives.list(call, member).stream().map(each -> new SchemeWords.Choice(each.id().toString(), each.title())).toList();
    }

    private List<String> known(Call call, MemberId member) {
        return portfolios.suggestions(call, member, "", 20).stream().map(Activity::title).distinct().toList();
    }

    private List<RecordView.FileRow> files(Call call, Activity activity) {
        return evidence.list(call, activity.member(), Long.MAX_VALUE).stream()
                .filter(file -> file.activity().filter(activity.id()::equals).isPresent()).map(this::row).toList();
    }

    RecordView.FileRow row(EvidenceFile file) {
        return new RecordView.FileRow("/evidence/" + file.id(), file.fileName(), show.size(file.size()), "/evidence/" + file.id() + "/remove");
    }

    /** Begun before and not sent, but for the form that is shown. */
    private List<RecordView.Offer> offers(Call call, String key) {
        return drafts.list(call, DRAFTS).stream()
                .filter(draft -> !draft.form().equals(DRAFTS + key))
                .map(draft -> offer(call, draft)).limit(OFFERED).toList();
    }

    private RecordView.Offer offer(Call call, Drafts.Draft draft) {
        Fields typed = new Fields(draft.fields());
        String key = draft.form().substring(DRAFTS.length());
        String title = typed.text("title").isBlank() ? drawn.message("draft.untitled") : typed.text("title");
        return new RecordView.Offer(draft.form(), typed.blank("revision") ? "/activities/new?draft=" + key : "/activities/" + key + "?draft", title,
                show.instant(draft.savedAt(), call.zone()));
    }

    /** What was typed into the form before and not sent. */
    Optional<Fields> draft(Call call, String key) {
        return drafts.find(call, DRAFTS + key).map(Fields::new);
    }

    /** Keeps what is typed, once there is something. */
    boolean keep(Call call, String key, Fields said) {
        boolean something = !said.blank("title", "amount", "reflection", "outcome", "notes", "provider");
        if (something) {
            drafts.save(call, DRAFTS + key, said.typed());
        }
        return something;
    }

    void sent(Call call, String key) {
        drafts.discard(call, DRAFTS + key);
    }

    private List<RecordView.Quick> quick(Call call, MemberId member) {
        List<RecordView.Quick> quick = new ArrayList<>();
        portfolios.list(call, member, new ActivityQuery(Optional.empty(), Optional.of(call.today()), Optional.empty(), Optional.of(Activity.State.PLANNED),
                        Optional.empty(), QUICK))
                .forEach(planned -> quick.add(new RecordView.Quick("calendar-event", planned.title(),
                        drawn.message("record.quick.planned", show.day(planned.said().ended()), amount(planned)), Optional.of("/activities/" + planned.id()),
                        Optional.of("/activities/" + planned.id() + "/done"), planned.revision())));
        portfolios.suggestions(call, member, "", QUICK).stream().filter(activity -> activity.state() == Activity.State.RECORDED)
                .limit(Math.max(0, QUICK - quick.size()))
                .forEach(before -> quick.add(new RecordView.Quick("repeat", drawn.message("record.quick.again", before.title()),
                        drawn.message("record.quick.as-on", show.day(before.said().ended()), amount(before)),
                        Optional.of("/activities/new?again=" + before.id()), Optional.empty(), 0)));
        return quick;
    }

    /** The first amount of an activity, with its unit. */
    String amount(Activity activity) {
        return activity.said().measures().entrySet().stream().min(Map.Entry.comparingByKey())
                .map(claimed -> show.number(claimed.getValue()) + " " + claimed.getKey()).orElse("");
    }

    /** What in the form differs from what is recorded, field by field. */
    List<RecordView.Difference> differences(Activity recorded, Fields typed) {
        SchemeWords nothing = new SchemeWords(List.of());
        Fields there = ActivityForm.of(recorded, nothing);
        List<RecordView.Difference> differences = new ArrayList<>();
        for (String field : List.of("title", "started", "ended", "amount", "type", "structured", "topics", "flags", "provider", "role", "reflection", "outcome", "notes")) {
            String was = String.join(", ", there.all(field));
            String is = String.join(", ", typed.all(field));
            boolean same = field.equals("amount") ? sameAmount(was, is, there.text("unit")) : was.strip().equals(is.replace("\r\n", "\n").strip());
            boolean byWord = Set.of("started", "ended").contains(field) && !typed.text("when").equals("other");
            if (!same && !byWord) {
                differences.add(new RecordView.Difference(drawn.message("record.field." + field), was, is));
            }
        }
        return differences;
    }

    private static boolean sameAmount(String was, String is, String unit) {
        Optional<BigDecimal> one = Amounts.read(was, unit);
        Optional<BigDecimal> other = Amounts.read(is, unit);
        return one.flatMap(amount -> other.map(it -> amount.compareTo(it) == 0)).orElseGet(() -> was.equals(is));
    }
}
