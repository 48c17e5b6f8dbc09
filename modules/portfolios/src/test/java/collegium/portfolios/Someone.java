package collegium.portfolios;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.testing.TestBodies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A fresh body with one member, and what was told about the record. */
final class Someone {

    final TenantDatabase tenants = TestBodies.databases().tenants();
    final BodyId body = TestBodies.fresh();
    final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    final MemberId member = register("1");
    final Call self = call(member);
    final Portfolios portfolios = new Portfolios(tenants, told::add);
    final Artefacts artefacts = new Artefacts(tenants, told::add);

    MemberId register(String number) {
        return new Members(tenants, _ -> {}).register(TestBodies.job(body), new RegisterMember(number, "Ama", "Mensah",
                Optional.empty(), LocalDate.of(2020, 1, 1), Optional.empty(), List.of()));
    }

    Call call(MemberId id) {
        return TestBodies.byMember(body, new AccountId(Id.fresh(TestBodies.NOON)), id);
    }

    Call officer() {
        return TestBodies.by(body, Role.OFFICER);
    }

    static RecordActivity webinar() {
        return RecordActivity.on(LocalDate.of(2026, 11, 19), "Sepsis update webinar", "course", "hours", "1.5");
    }
}
