package collegium.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.notifications.Message;
import collegium.notifications.Outbox;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Status;
import collegium.requirements.engine.Version;
import collegium.requirements.schemes.PeriodForm;
import collegium.requirements.schemes.RuleForm;
import collegium.requirements.schemes.RuleForms;
import collegium.requirements.schemes.RuleKey;
import collegium.requirements.schemes.RulePart;
import collegium.requirements.schemes.SchemeText;
import collegium.testing.TestBodies;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A scheme from its first draft to the day on which everybody is judged by it. */
class SchemeDraftsTest {

    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started();
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final String RULES = """
            # Our rules
            scheme: ours
            title: Our rules
            unit: hour
            topics: {ethics: Ethics}
            flags: {structured: Structured}
            requirements:
              - {id: total, title: Total, count: all, at-least: 20}   # in the year
              - {id: ethics, title: Ethics, count: {topic: ethics}, at-least: 2}
            """;

    private final BodyId body = TestBodies.fresh();
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
    private final Schemes schemes = CONTEXT.getBean(Schemes.class);
    private final SchemeDrafts drafts = CONTEXT.getBean(SchemeDrafts.class);
    private final Enrolments enrolments = CONTEXT.getBean(Enrolments.class);
    private final Members members = CONTEXT.getBean(Members.class);
    private final Portfolios portfolios = CONTEXT.getBean(Portfolios.class);
    private final Standings standings = CONTEXT.getBean(Standings.class);
    private final Rejudging rejudging = CONTEXT.getBean(Rejudging.class);
    private final Trials trials = CONTEXT.getBean(Trials.class);
    private final Outbox outbox = CONTEXT.getBean(Outbox.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    private SchemeVersion draft(String document) {
        return ((Drafted.Kept) schemes.draft(administrator, document, SchemeOutline.Authority.BODY, FROM, Optional.empty())).version();
    }

    private SchemeVersion now(SchemeVersion version) {
        return schemes.find(administrator, version.scheme()).versions().stream().filter(each -> each.id().equals(version.id())).findFirst().orElseThrow();
    }

    private static RuleKey key(String key) {
        return RuleKey.read(key).orElseThrow();
    }

    private static SchemeText text(SchemeVersion draft) {
        return SchemeText.of(draft.source(), draft.from()).orElseThrow();
    }

    private RuleForm form(SchemeVersion draft, String key) {
        return RuleForms.read(text(draft), key(key), schemes.alone(administrator, draft).vocabulary()).orElseThrow();
    }

    private Drafted keep(SchemeVersion opened, String key, String field, String value) {
        return drafts.keepRule(administrator, opened.id(), key(key), form(opened, key).with(field, value), text(opened).said(key(key)).orElseThrow());
    }

    @Test
    void twoWhoEditDifferentRulesInTheirFormsLoseNothing() {
        SchemeVersion opened = draft(RULES);
        assertThat(keep(opened, "requirements:total", "amount.number", "25")).isInstanceOf(Drafted.Kept.class);
        assertThat(keep(opened, "requirements:ethics", "amount.number", "3")).isInstanceOf(Drafted.Kept.class);
        assertThat(now(opened).source()).isEqualTo(RULES.replace("at-least: 20", "at-least: 25").replace("at-least: 2}\n", "at-least: 3}\n"));
    }

    @Test
    void whoComesSecondToThePeriodSeesBothAndChooses() {
        SchemeVersion opened = draft(RULES);
        String was = text(opened).period();
        PeriodForm two = new PeriodForm(24, PeriodForm.Begins.ON_A_DAY, FROM, "", "");
        assertThat(drafts.keepPeriod(administrator, opened.id(), two, was)).isInstanceOf(Drafted.Kept.class);
        Drafted second = drafts.keepPeriod(administrator, opened.id(), new PeriodForm(36, PeriodForm.Begins.ON_A_DAY, FROM, "", ""), was);
        assertThat(second).isInstanceOfSatisfying(Drafted.Collides.class, collides -> assertThat(collides.now().source()).contains("2 years"));
        assertThat(now(opened).source()).contains("2 years").doesNotContain("3 years");
    }

    @Test
    void whoComesSecondToTheSameRuleSeesBothAndChooses() {
        SchemeVersion opened = draft(RULES);
        keep(opened, "requirements:total", "amount.number", "25");
        Drafted second = keep(opened, "requirements:total", "amount.number", "30");
        assertThat(second).isInstanceOf(Drafted.Collides.class);
        assertThat(now(opened).source()).contains("at-least: 25");
        assertThat(keep(((Drafted.Collides) second).now(), "requirements:total", "amount.number", "30")).isInstanceOf(Drafted.Kept.class);
        assertThat(now(opened).source()).contains("at-least: 30");
    }

    @Test
    void aDocumentIsPutTogetherWithWhatWasSavedMeanwhile() {
        SchemeVersion opened = draft(RULES);
        keep(opened, "requirements:total", "amount.number", "25");
        Drafted kept = drafts.keep(administrator, opened.id(), RULES.replace("at-least: 2}", "at-least: 4}").replace("# Our", "# Mine"), opened.edit());
        assertThat(kept).isInstanceOfSatisfying(Drafted.Kept.class, both -> assertThat(both.merged()).isTrue());
        assertThat(now(opened).source()).contains("at-least: 25", "at-least: 4", "# in the year");
    }

    @Test
    void aDocumentThatChangesTheSameRuleIsKeptBesideTheDraft() {
        SchemeVersion opened = draft(RULES);
        keep(opened, "requirements:total", "amount.number", "25");
        String mine = RULES.replace("at-least: 20", "at-least: 30");
        assertThat(drafts.keep(administrator, opened.id(), mine, opened.edit())).isInstanceOfSatisfying(Drafted.Collides.class,
                collides -> assertThat(collides.pieces()).containsExactly("requirements:total"));
        assertThat(now(opened).source()).contains("at-least: 25");
        assertThat(drafts.unfinished(administrator, opened.id()).orElseThrow().text()).isEqualTo(mine);
        assertThat(drafts.keep(administrator, opened.id(), mine, now(opened).edit())).isInstanceOf(Drafted.Kept.class);
        assertThat(drafts.unfinished(administrator, opened.id())).isEmpty();
    }

    @Test
    void aFaultyDocumentIsKeptAsTypedAndTheDraftStays() {
        SchemeVersion opened = draft(RULES);
        assertThat(drafts.keep(administrator, opened.id(), RULES.replace("topic: ethics", "topic: etics"), opened.edit())).isInstanceOf(Drafted.Faulty.class);
        assertThat(drafts.unfinished(administrator, opened.id()).orElseThrow().text()).contains("etics");
        Call colleague = TestBodies.by(body, Role.ADMINISTRATOR);
        assertThat(drafts.unfinished(colleague, opened.id()).isEmpty() || colleague.account().equals(administrator.account())).isTrue();
        assertThat(now(opened).source()).isEqualTo(RULES);
        drafts.forget(administrator, opened.id());
        assertThat(drafts.unfinished(administrator, opened.id())).isEmpty();
    }

    @Test
    void aDraftStaysOneOfItsScheme() {
        SchemeVersion opened = draft(RULES);
        assertThat(drafts.keep(administrator, opened.id(), RULES.replace("scheme: ours", "scheme: theirs"), opened.edit()))
                .isInstanceOfSatisfying(Drafted.Faulty.class, faulty -> assertThat(faulty.faults().getFirst().path()).isEqualTo("scheme"));
    }

    @Test
    void rulesAreAddedAndTakenOut() {
        SchemeVersion opened = draft(RULES);
        RuleForm limit = new RuleForm(RulePart.LIMIT, Map.of("title", List.of("One day"), "per", List.of("day"), "amount.kind", List.of("fixed"), "amount.number", List.of("7")));
        assertThat(drafts.addRule(administrator, opened.id(), limit)).isInstanceOf(Drafted.Kept.class);
        assertThat(drafts.removeRule(administrator, opened.id(), key("requirements:ethics"), text(opened).said(key("requirements:ethics")).orElseThrow()))
                .isInstanceOf(Drafted.Kept.class);
        assertThat(text(now(opened)).rules()).extracting(RuleKey::toString).containsExactly("requirements:total", "limits:one_day");
    }

    @Test
    void aShippedSchemeIsAdoptedUnderAnotherName() {
        SchemeVersion first = drafts.adopt(administrator, "acca", "Our units", SchemeOutline.Authority.BODY, FROM);
        SchemeVersion second = drafts.adopt(administrator, "acca", "Our units", SchemeOutline.Authority.BODY, FROM);
        assertThat(schemes.find(administrator, first.scheme()).code()).isEqualTo("our_units");
        assertThat(schemes.find(administrator, second.scheme()).code()).isEqualTo("our_units_2");
        assertThat(first.source()).contains("check before use");
        assertThatThrownBy(() -> drafts.adopt(administrator, "none", "Ours", SchemeOutline.Authority.BODY, FROM)).isInstanceOf(Refused.class);
    }

    @Test
    void theNextVersionBeginsAsTheLast() {
        SchemeVersion first = draft(RULES);
        schemes.publish(administrator, first.id(), FROM);
        SchemeVersion next = drafts.next(administrator, first.scheme());
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.source()).isEqualTo(RULES);
        assertThat(next.from()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(drafts.next(administrator, first.scheme()).id()).isEqualTo(next.id());
        drafts.discard(administrator, next.id());
        assertThat(schemes.find(administrator, first.scheme()).versions()).hasSize(1);
        assertThatThrownBy(() -> drafts.discard(administrator, first.id())).isInstanceOf(Refused.class);
    }

    @Test
    void aVersionWhoseExamplesComeOutOtherwiseIsNotPublished() {
        SchemeVersion draft = draft(RULES + """
                examples:
                  - id: one
                    as-at: 2026-12-31
                    activities: [{date: 2026-02-02, hours: 19, topic: ethics}]
                    expect: {compliant: yes}
                """);
        Refused refused = catchThrowableOfType(Refused.class, () -> schemes.publish(administrator, draft.id(), FROM));
        assertThat(refused.faults()).extracting(Refused.Fault::code).containsExactly("example-fails");
        keep(now(draft), "requirements:total", "amount.number", "19");
        schemes.publish(administrator, draft.id(), FROM);
        assertThat(now(draft).draft()).isFalse();
    }

    @Test
    void onlyAdministratorsWrite() {
        SchemeVersion draft = draft(RULES);
        Call officer = TestBodies.by(body, Role.OFFICER);
        assertThatThrownBy(() -> drafts.keep(officer, draft.id(), RULES, draft.edit())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> drafts.discard(officer, draft.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> drafts.unfinished(officer, draft.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> trials.on(officer, new MemberId(Id.fresh(TestBodies.NOON)), draft)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> drafts.keep(TestBodies.by(TestBodies.fresh(), Role.ADMINISTRATOR), draft.id(), RULES, draft.edit())).isInstanceOf(Refused.class);
    }

    private MemberId member(String number) {
        MemberId member = members.register(TestBodies.by(body, Role.OFFICER), new RegisterMember(number, "Abena", "Koranteng",
                Optional.of(number + "@example.org"), LocalDate.of(2020, 1, 1), Optional.empty(), List.of()));
        portfolios.record(TestBodies.byMember(body, new AccountId(Id.fresh(TestBodies.NOON)), member), member,
                RecordActivity.on(LocalDate.of(2026, 3, 2), "Ethics day", "course", "hours", "22").withTags(true, Set.of("ethics"), Set.of("structured")));
        return member;
    }

    private Status status(MemberId member) {
        return standings.of(administrator, member).getFirst().judged().orElseThrow().standing().status();
    }

    private Rejudging.Round finished(SchemeVersion version) throws InterruptedException {
        for (int n = 0; n < 1200; n++) {
            List<Rejudging.Round> rounds = rejudging.of(administrator, version.scheme()).stream().filter(round -> !round.due().isAfter(administrator.today())).toList();
            if (!rounds.isEmpty() && rounds.stream().allMatch(round -> round.finished().isPresent())) {
                return rounds.getFirst();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The round does not end.");
    }

    @Test
    void publishingJudgesEverybodyAgainAndTellsWhoStandsElsewhere() throws InterruptedException {
        SchemeVersion first = draft(RULES);
        MemberId member = member("A-1");
        enrolments.rule(administrator, first.scheme(), Map.of(), "Every member");
        schemes.publish(administrator, first.id(), LocalDate.of(2025, 1, 1));
        finished(first);
        assertThat(status(member)).isEqualTo(Status.MET);

        SchemeVersion next = drafts.next(administrator, first.scheme());
        keep(next, "requirements:ethics", "amount.number", "30");
        keep(now(next), "requirements:total", "amount.number", "30");
        Trial trial = trials.on(administrator, member, now(next)).orElseThrow();
        assertThat(trial.holding().orElseThrow().status()).isEqualTo(Status.MET);
        assertThat(trial.tried().status()).isNotEqualTo(Status.MET);
        assertThat(status(member)).as("trying writes nothing").isEqualTo(Status.MET);

        schemes.publish(administrator, next.id(), FROM);
        Rejudging.Round round = finished(next);
        assertThat(round.changed()).isEqualTo(1);
        assertThat(round.done()).isEqualTo(1);
        assertThat(status(member)).isNotEqualTo(Status.MET);
        List<Message> messages = outbox.page(TestBodies.by(body, Role.OFFICER), new Message.Query(Optional.empty(), Optional.empty(), Optional.of(member), Optional.empty(), 10));
        assertThat(messages).singleElement().satisfies(message -> assertThat(message.subject()).contains("Our rules"));
        rejudging.judgeDue(administrator);
        assertThat(outbox.page(TestBodies.by(body, Role.OFFICER), new Message.Query(Optional.empty(), Optional.empty(), Optional.of(member), Optional.empty(), 10))).hasSize(1);
    }

    @Test
    void rulesThatHoldLaterAreJudgedByOnTheirDay() throws InterruptedException {
        SchemeVersion draft = draft(RULES);
        MemberId member = member("A-2");
        enrolments.rule(administrator, draft.scheme(), Map.of(), "Every member");
        schemes.publish(administrator, draft.id(), LocalDate.of(2026, 12, 1));
        finished(draft);
        assertThat(rejudging.of(administrator, draft.scheme())).extracting(Rejudging.Round::due).contains(LocalDate.of(2026, 12, 1));
        Call later = new Call(body, administrator.actor(), administrator.at().plusSeconds(8 * 86_400), administrator.zone());
        rejudging.judgeDue(later);
        assertThat(rejudging.of(administrator, draft.scheme())).allMatch(round -> round.finished().isPresent());
        assertThat(status(member)).isEqualTo(Status.MET);
    }

    @Test
    void membersInTheMiddleOfAPeriodAreCounted() throws InterruptedException {
        SchemeVersion first = draft(RULES);
        member("A-3");
        enrolments.rule(administrator, first.scheme(), Map.of(), "Every member");
        schemes.publish(administrator, first.id(), LocalDate.of(2025, 1, 1));
        finished(first);
        assertThat(enrolments.affected(administrator, first.scheme(), LocalDate.of(2026, 7, 1)))
                .isEqualTo(new Enrolments.Affected(1, 1, Optional.of(LocalDate.of(2026, 12, 31))));
        assertThat(enrolments.affected(administrator, first.scheme(), LocalDate.of(2027, 1, 1)).within()).isZero();
        assertThat(enrolments.reasons(administrator, first.scheme())).containsExactly("Every member");
    }

    @Test
    void whoIsInTheMiddleOfAPeriodCanFinishItByTheEarlierRules() {
        SchemeVersion draft = draft(RULES);
        assertThat(drafts.takesEffect(administrator, draft.id(), LocalDate.of(2027, 1, 1), Version.ChosenBy.PERIOD_START)).isInstanceOf(Drafted.Kept.class);
        assertThat(now(draft).from()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(now(draft).source()).contains("chosen-by: period-start");
        drafts.takesEffect(administrator, draft.id(), LocalDate.of(2027, 1, 1), Version.ChosenBy.PERIOD_END);
        assertThat(now(draft).source()).isEqualTo(RULES);
    }
}
