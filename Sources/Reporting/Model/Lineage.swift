/// What a run was made from.
package struct Lineage: Sendable, Hashable {
    /// The dataset of a run.
    package struct Dataset: Sendable, Hashable {
        /// Its name.
        package var name: String
        /// The digest of its content.
        package var digest: String?
        /// How many rows were read.
        package var rows: Int?

        /// A dataset.
        package init(name: String, digest: String? = nil, rows: Int? = nil) {
            self.name = name
            self.digest = digest
            self.rows = rows
        }
    }

    /// The prompt of a run.
    package struct Prompt: Sendable, Hashable {
        /// Its name.
        package var name: String
        /// Its version in the registry.
        package var version: String?
        /// The digest of its text.
        package var digest: String?

        /// A prompt.
        package init(name: String, version: String? = nil, digest: String? = nil) {
            self.name = name
            self.version = version
            self.digest = digest
        }
    }

    /// The model that answered.
    package struct Model: Sendable, Hashable {
        /// Its name, as the provider knows it.
        package var name: String
        /// Who serves it.
        package var provider: String?
        /// Its version, or the fingerprint that the provider reported.
        package var version: String?

        /// A model.
        package init(name: String, provider: String? = nil, version: String? = nil) {
            self.name = name
            self.provider = provider
            self.version = version
        }
    }

    /// Where the rows came from.
    package var dataset: Dataset?
    /// What was asked.
    package var prompt: Prompt?
    /// Who answered.
    package var model: Model?

    /// Lineage; absent parts are nil.
    package init(dataset: Dataset? = nil, prompt: Prompt? = nil, model: Model? = nil) {
        self.dataset = dataset
        self.prompt = prompt
        self.model = model
    }
}
