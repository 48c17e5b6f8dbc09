package collegium.web.administrator;

import collegium.membership.ImportFault;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The words of imports: columns, and what is wrong with a row; {@code @importWords} in templates. */
@Component("importWords")
final class ImportWords {

    private final MessageSource messages;

    ImportWords(MessageSource messages) {
        this.messages = messages;
    }

    /** A column as people call it; one of the body's own is called as it calls itself. */
    public String column(String name) {
        Locale locale = LocaleContextHolder.getLocale();
        String own = name.replace("fact:", "");
        return name.isEmpty() ? "" : Objects.requireNonNullElse(messages.getMessage("import.column." + name.replace(' ', '-'), null, own, locale), own);
    }

    /** Why a row is left out, with a value that would do where one is likely meant. */
    public String fault(ImportFault fault) {
        Locale locale = LocaleContextHolder.getLocale();
        Object[] facts = Stream.concat(Stream.of(column(fault.column())),
                fault.facts().entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue)).toArray();
        String said = messages.getMessage("import.fault." + fault.code(), facts, locale);
        return fault.hint().map(hint -> said + " " + messages.getMessage("import.fault.hint", new Object[] {hint}, locale)).orElse(said);
    }

    /** The same with the column's name before it, for where it does not stand beside its cell. */
    public String inFull(ImportFault fault) {
        return fault.column().isEmpty() ? fault(fault) : column(fault.column()) + ": " + fault(fault);
    }
}
