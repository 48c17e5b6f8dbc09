package collegium.web.reviews;

import collegium.compliance.Statement;
import collegium.compliance.Statements;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.peerreview.Criteria;
import collegium.peerreview.Criterion;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an administrator sets for submissions and reviews: the statements that members answer, the criteria of reviewers. */
@Controller
final class ReviewingController {

    /** Empty rows for what is added. */
    private static final int MORE = 2;

    private final Criteria criteria;
    private final Statements statements;
    private final Frozen words;
    private final FormFaults faults;

    ReviewingController(Criteria criteria, Statements statements, Frozen words, FormFaults faults) {
        this.criteria = criteria;
        this.statements = statements;
        this.words = words;
        this.faults = faults;
    }

    /**
     * A row of a form.
     *
     * @param third whether a statement can also be answered as not applying
     */
    record Row(String key, String text, String help, boolean third) {

        static final Row EMPTY = new Row("", "", "", false);
    }

    @GetMapping("/admin/reviewing")
    String show(Call call, Model model) {
        return show(call, model, criteria.of(call).stream().map(this::row).toList(), statements.of(call).stream().map(this::row).toList());
    }

    private static String show(Call call, Model model, List<Row> criteria, List<Row> statements) {
        call.require(Role.ADMINISTRATOR);
        model.addAttribute("criteria", withMore(criteria));
        model.addAttribute("statements", withMore(statements));
        return "reviews/reviewing";
    }

    private static List<Row> withMore(List<Row> rows) {
        List<Row> more = new ArrayList<>(rows);
        for (int i = 0; i < MORE; i++) {
            more.add(Row.EMPTY);
        }
        return more;
    }

    private Row row(Criterion criterion) {
        boolean own = criterion.title().isPresent();
        return new Row(criterion.key(), criterion.title().orElseGet(() -> words.word("criterion." + criterion.key())),
                criterion.guidance().orElseGet(() -> own ? "" : words.word("criterion." + criterion.key() + ".guidance")), false);
    }

    private Row row(Statement statement) {
        boolean own = statement.text().isPresent();
        return new Row(statement.key(), statement.text().orElseGet(() -> words.word("statement." + statement.key() + ".of")),
                statement.hint().orElseGet(() -> own ? "" : words.word("statement." + statement.key() + ".hint")), statement.answers().contains("not-applicable"));
    }

    @PostMapping("/admin/reviewing")
    String set(Call call, HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) {
        Sent sent = Sent.of(request);
        List<Row> asked = rows(sent, "criterion");
        List<Row> declared = rows(sent, "statement");
        try {
            if (sent.has("criteria")) {
                criteria.set(call, asked.stream().map(row -> criterion(call, row)).toList());
            } else {
                statements.set(call, declared.stream().map(row -> statement(call, row)).toList());
            }
            then.addFlashAttribute("done", "reviewing.done");
            return "redirect:/admin/reviewing";
        } catch (Refused refused) {
            model.addAttribute("faults", faults.of(refused));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return sent.has("criteria") ? show(call, model, asked, statements.of(call).stream().map(this::row).toList())
                    : show(call, model, criteria.of(call).stream().map(this::row).toList(), declared);
        }
    }

    /** A row whose text is blank is taken away. */
    private static List<Row> rows(Sent sent, String kind) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; sent.has(kind + "-text-" + i) && i < 50; i++) {
            if (sent.some(kind + "-text-" + i).isPresent()) {
                rows.add(new Row(sent.text(kind + "-key-" + i), sent.text(kind + "-text-" + i).strip(), sent.text(kind + "-help-" + i).strip(), sent.has(kind + "-third-" + i)));
            }
        }
        return rows;
    }

    /** One of the usual ones that is left as it is keeps the product's words, in every language that the product has. */
    private Criterion criterion(Call call, Row row) {
        boolean usual = Criteria.USUAL.stream().filter(each -> each.key().equals(row.key())).map(this::row).anyMatch(row::equals);
        return new Criterion(key(call, row), usual ? Optional.empty() : Optional.of(row.text()), usual ? Optional.empty() : Optional.of(row.help()));
    }

    private Statement statement(Call call, Row row) {
        boolean usual = Statements.USUAL.stream().filter(each -> each.key().equals(row.key())).map(this::row).anyMatch(row::equals);
        return new Statement(key(call, row), usual ? Optional.empty() : Optional.of(row.text()), usual ? Optional.empty() : Optional.of(row.help()),
                row.third() ? List.of("yes", "no", "not-applicable") : List.of("yes", "no"));
    }

    private static String key(Call call, Row row) {
        return row.key().isBlank() ? "own-" + call.freshId().toString().substring(24) : row.key();
    }
}
