package collegium.compliance;

import collegium.portfolios.Submission;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import java.util.List;
import java.util.Optional;

/**
 * A period before it is submitted: where it stands at this moment, what is missing, what the body asks.
 *
 * @param revision the record's
 * @param version the scheme's version, as people call it
 * @param current the submission that stands, where there is one: then nothing else can be submitted until it is reopened
 * @param activities, reflections, artefacts, files what would be frozen, counted
 */
public record Readiness(
        EnrolledIn enrolled, long revision, Standing standing, int version, List<Statement> statements, Optional<Submission> current,
        int activities, int reflections, int artefacts, int files) {
    public Readiness {
        statements = List.copyOf(statements);
    }

    /** Mandatory and not met: with these a member submits knowing that something is missing. */
    public List<Finding> missing() {
        return missing(standing);
    }

    static List<Finding> missing(Standing standing) {
        return standing.findings().stream()
                .filter(finding -> finding.severity() == Severity.MANDATORY && finding.inPlay() && !finding.met())
                .filter(finding -> finding.status() != Status.MET && finding.status() != Status.RELIEVED && finding.status() != Status.PROVISIONAL)
                .toList();
    }
}
