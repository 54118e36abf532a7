import Testing

@testable import Tracking

@Suite struct PostgreSQLFailureTests {
    @Test(arguments: [
        ("23505", true), ("23503", true), ("40001", true), ("40P01", true), ("23502", false), ("42P01", false), ("53100", false),
    ])
    func `what another writer caused may succeed when it runs again`(code: String, isConflict: Bool) {
        let error = PostgreSQLFailure(code: code, message: "m").error(store: "s")
        if case .conflict = error { #expect(isConflict, "\(code)") } else { #expect(!isConflict, "\(code)") }
    }

    @Test(arguments: ["2201B", "22003", "22021", "22P05", "22008", "54000", "54001"])
    func `values that PostgreSQL cannot take are the client's mistake`(code: String) {
        #expect(PostgreSQLFailure(code: code, message: "m").error(store: "s") == .invalid(reason: "m"))
    }
}
