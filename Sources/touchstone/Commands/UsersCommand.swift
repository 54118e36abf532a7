import ArgumentParser
import Foundation
import Server
import Tracking

/// `touchstone users`: who may use a server, and what they may do.
struct UsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "Says who may sign in to a server, and what they may do.",
        subcommands: [Add.self, Remove.self, List.self, Password.self, Token.self, Grant.self, Revoke.self])

    /// Who is at the command line, for the log of changes.
    static var actor: String { "\(ProcessInfo.processInfo.userName)@command-line" }

    /// A password from a file or the standard input; never from an argument, which everybody on the machine can read.
    struct PasswordOption: ParsableArguments {
        @Option(help: "The file whose first line is the password; without it, the first line of the standard input.")
        var passwordFile: String?

        func hash() throws -> String {
            let text: String
            if let passwordFile {
                guard let data = FileManager.default.contents(atPath: passwordFile) else {
                    throw CommandFailure(.usage, "the file \(passwordFile) cannot be read")
                }
                text = String(decoding: data, as: UTF8.self)
            } else {
                text = try PasswordPrompt.read()
            }
            let password = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
            guard password.count >= PasswordHash.minimumLength else {
                throw CommandFailure(.usage, "a password has at least \(PasswordHash.minimumLength) characters")
            }
            return try PasswordHash(of: password).text
        }
    }

    /// `touchstone users add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Adds a user with a password.")

        @Argument(help: "The name to sign in with.")
        var name: String

        @Flag(help: "May do everything, and give permissions to others.")
        var admin = false

        @Flag(help: "Has no password and signs in with tokens only.")
        var noPassword = false

        @OptionGroup var password: PasswordOption
        @OptionGroup var store: StoreOption

        func run() async throws {
            let hash = noPassword ? nil : try password.hash()
            let opened = try await TrackingStore.open(at: StoreLocation(parsing: store.text))
            try await opened.createAccount(named: name, passwordHash: hash, isAdministrator: admin, by: UsersCommand.actor)
            try opened.close()
        }
    }

    /// `touchstone users remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Removes a user, with their tokens and permissions.")

        @Argument(help: "The name.")
        var name: String

        @OptionGroup var store: StoreOption

        func run() async throws { try await store.openExisting().removeAccount(name, by: UsersCommand.actor) }
    }

    /// `touchstone users list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists users with their tokens and permissions.")

        @OptionGroup var store: StoreOption

        func run() async throws {
            let opened = try await store.openExisting()
            var text = ""
            for account in try await opened.accounts() {
                text +=
                    "\(account.name)\(account.isAdministrator ? "  administrator" : "")\(account.passwordHash == nil ? "  no password" : "")\n"
                for token in try await opened.tokens(ofAccount: account.name) {
                    let end = token.expiry.map { "until \(LogTime.text($0))" } ?? "no end"
                    text += "  token \"\(token.label)\" of \(LogTime.text(token.created)), \(end)\n"
                }
                for grant in try await opened.grants(to: account.name) {
                    text += "  \(grant.permission?.rawValue ?? Tracking.Grant.none) on \(grant.target.description)\n"
                }
            }
            try StandardOutput.write(text)
        }
    }

    /// `touchstone users password`.
    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "password", abstract: "Gives a user another password.")

        @Argument(help: "The name.")
        var name: String

        @OptionGroup var password: PasswordOption
        @OptionGroup var store: StoreOption

        func run() async throws {
            try await store.openExisting().setPasswordHash(password.hash(), ofAccount: name, by: UsersCommand.actor)
        }
    }
}
