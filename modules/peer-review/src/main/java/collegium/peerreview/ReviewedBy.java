package collegium.peerreview;

import java.util.List;

/** A finished review with what was said beside the entries. */
public record ReviewedBy(Review review, List<Comment> comments) {
    public ReviewedBy {
        comments = List.copyOf(comments);
    }
}
