import ArgumentParser
import Foundation
import Server
import Tracking

extension UsersCommand {
    /// `touchstone users token`.
    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "token", abstract: "Makes a token for MLFLOW_TRACKING_TOKEN and writes it to standard output, this once.")

        @Argument(help: "The name of the user that the token stands for.")
        var name: String

        @Option(help: "What the token is for.")
        var label = "token"

        @Option(help: "Days until the token ends; without it, never.")
        var days: Int?

        @Flag(help: "Ends the user's tokens of this label instead; all of them with --label \"\".")
        var end = false

        @OptionGroup var store: StoreOption

        func run() async throws {
            let opened = try await store.openExisting()
            if end {
                let count = try await opened.removeTokens(ofAccount: name, label: label.isEmpty ? nil : label, by: UsersCommand.actor)
                StandardError.write("touchstone: ended \(count) \(count == 1 ? "token" : "tokens")\n")
                return
            }
            if let days, !(1...36_500).contains(days) { throw CommandFailure(.usage, "--days must be from 1 to 36500") }
            let token = AccessToken.random()
            let expiry = days.map { Timestamp(rawValue: Timestamp.now.rawValue + Int64($0) * 86_400_000) }
            try await opened.addToken(
                digest: AccessToken.digest(token), label: label, expiry: expiry, toAccount: name, by: UsersCommand.actor)
            try StandardOutput.write(token + "\n")
        }
    }

    /// What a permission is for.
    struct TargetOption: ParsableArguments {
        @Option(help: "The experiment, by number or name.")
        var experiment: String?

        @Option(help: "The registered model or prompt, by name.")
        var model: String?

        func target(in store: TrackingStore) async throws -> GrantTarget {
            switch (experiment, model) {
            case (let experiment?, nil):
                if let number = Int64(experiment) { return .experiment(ExperimentID(rawValue: number)) }
                guard let found = try await store.experiment(named: experiment) else {
                    throw TrackingError.notFound(kind: "experiment", name: experiment)
                }
                return .experiment(found.id)
            case (nil, let model?): return .registeredModel(model)
            default: throw CommandFailure(.usage, "say what the permission is for: --experiment or --model")
            }
        }
    }

    /// `touchstone users grant`.
    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "grant", abstract: "Gives a user a permission: READ, EDIT or MANAGE, each with those before it.")

        @Argument(help: "The name.")
        var name: String

        @Argument(help: "READ, EDIT or MANAGE.")
        var permission: String

        @OptionGroup var target: TargetOption
        @OptionGroup var store: StoreOption

        func run() async throws {
            guard let permission = Permission(rawValue: permission.uppercased()) else {
                throw CommandFailure(.usage, "there are the permissions READ, EDIT and MANAGE, not \(permission)")
            }
            let opened = try await store.openExisting()
            try await opened.grant(permission, on: target.target(in: opened), to: name, by: UsersCommand.actor)
        }
    }

    /// `touchstone users revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Takes a permission back.")

        @Argument(help: "The name.")
        var name: String

        @OptionGroup var target: TargetOption
        @OptionGroup var store: StoreOption

        func run() async throws {
            let opened = try await store.openExisting()
            let target = try await target.target(in: opened)
            guard try await opened.revoke(on: target, from: name, by: UsersCommand.actor) else {
                throw CommandFailure(.usage, "\(name) has no permission on \(target.description)")
            }
        }
    }
}
