package collegium.web.problems;

import collegium.kernel.Refused;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts refusals into words for forms; {@code @formFaults} in templates. */
@Component("formFaults")
public final class FormFaults {

    private final MessageSource messages;

    public FormFaults(MessageSource messages) {
        this.messages = messages;
    }

    /** Each fault in words, in the order found. A refusal that is no fault of a form's is thrown on. */
    public List<FieldFault> of(Refused refused) {
        if (refused.category() == Refused.Category.NOT_FOUND || refused.category() == Refused.Category.NOT_ALLOWED) {
            throw refused;
        }
        return refused.faults().stream().map(fault -> new FieldFault(fault.field(), words(fault))).toList();
    }

    /** The words of a code, with its facts in the order of their names; of what is missing, of its field where it has words of its own. */
    public String words(Refused.Fault fault) {
        Locale locale = LocaleContextHolder.getLocale();
        Object[] facts = fault.facts().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(fact -> fact.getValue() instanceof LocalDate day ? DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).localizedBy(locale).format(day) : fact.getValue())
                .toArray();
        String missing = fault.code().equals("required") ? messages.getMessage("required." + fault.field(), facts, "", locale) : "";
        return missing == null || missing.isEmpty() ? messages.getMessage("problem." + fault.code(), facts, locale) : missing;
    }

    public boolean has(@Nullable List<FieldFault> faults, String field) {
        return faults != null && faults.stream().anyMatch(fault -> fault.field().equals(field));
    }

    public String message(@Nullable List<FieldFault> faults, String field) {
        return faults == null ? "" : faults.stream().filter(fault -> fault.field().equals(field)).map(FieldFault::message).findFirst().orElse("");
    }
}
