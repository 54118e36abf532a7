import Tracking

extension MLflowError {
    /// The refusal of a param that a run has with another value.
    static func changed(_ change: ParamChange, of run: RunID) -> MLflowError {
        .invalid(
            """
            Changing param values is not allowed. Param with key='\(change.name)' was already logged with value='\(change.from)' for \
            run ID='\(run)'. Attempted logging new value '\(change.to)'.
            """)
    }

    /// The refusal of a batch with params that a run has with other values; it names them all.
    static func changed(_ changes: [ParamChange], of run: RunID) -> MLflowError {
        let list = changes.map { change in
            "{'key': \(PythonText.quoted(change.name)), 'old_value': \(PythonText.quoted(change.from)), "
                + "'new_value': \(PythonText.quoted(change.to))}"
        }
        return .invalid(
            """
            Changing param values is not allowed. Params were already logged='[\(list.joined(separator: ", "))]' for \
            run ID='\(run)'.
            """)
    }
}
