/// Which run a report speaks of.
package struct RunReference: Sendable, Hashable {
    /// The run's id in the store.
    package var id: String
    /// The run's name for people.
    package var name: String
    /// The experiment it belongs to.
    package var experiment: String?

    /// A reference to a run.
    package init(id: String, name: String, experiment: String? = nil) {
        self.id = id
        self.name = name
        self.experiment = experiment
    }
}
