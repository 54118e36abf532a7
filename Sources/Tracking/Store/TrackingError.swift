/// Why the store could not do what it was asked; each describes itself in one sentence.
package enum TrackingError: Error, Sendable, Hashable {
    /// The text names no store that this version can open.
    case unsupportedLocation(text: String, reason: String)
    /// The store's file cannot be opened or made.
    case cannotOpen(path: String, reason: String)
    /// The file is something else than a store.
    case notAStore(path: String)
    /// The store was written by a later version of the program.
    case newerStore(path: String, version: Int, supported: Int)
    /// Another process holds the store and did not let go in time.
    case locked(path: String)
    /// There is no room on the disk; nothing of the failed write is kept.
    case diskFull(path: String)
    /// The file or its folder may not be written.
    case readOnly(path: String)
    /// The database server cannot be reached, went away or did not answer in time; the next call may work again.
    case unavailable(store: String, reason: String)
    /// Another writer was there first, again and again; the same call may work when it comes again.
    case conflict(reason: String)
    /// This kind of store cannot do what was asked.
    case unsupported(reason: String)
    /// The store contradicts itself or its file is damaged.
    case damaged(reason: String)
    /// The database refused for another reason.
    case failed(reason: String)
    /// Nothing of this kind has that name.
    case notFound(kind: String, name: String)
    /// More than one run begins with that text.
    case ambiguousRun(text: String, candidates: [String])
    /// Something of this kind and name exists already.
    case alreadyExists(kind: String, name: String)
    /// A value that must not change was given again with another value.
    case changed(kind: String, name: String, from: String, to: String)
    /// Params of a run that must not change were given again with other values.
    case paramsChanged([ParamChange])
    /// Something of this kind is deleted, so that it cannot be changed.
    case deleted(kind: String, name: String)
    /// A record's field has a value that cannot be stored.
    case invalid(reason: String)
}

extension TrackingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unsupportedLocation(let text, let reason): "\"\(text)\" is not a store: \(reason)."
        case .cannotOpen(let path, let reason): "The store \(path) cannot be opened: \(reason)."
        case .notAStore(let path): "\(path) is not a Touchstone store; name another file, or none to use the default one."
        case .newerStore(let path, let version, let supported):
            "The store \(path) has version \(version), but this program knows versions up to \(supported): use a newer touchstone."
        case .locked(let path): "The store \(path) is locked by another process; try again when it has finished."
        case .diskFull(let path): "The disk that holds the store \(path) is full; free some space and run again to continue."
        case .readOnly(let path): "The store \(path) cannot be written: check the permissions of the file and of its folder."
        case .unavailable(let store, let reason): "The store \(store) is not available: \(reason); try again."
        case .conflict(let reason): "Another writer was faster: \(reason); try again."
        case .unsupported(let reason): "That is not possible here: \(reason)."
        case .damaged(let reason): "The store is damaged: \(reason); `touchstone db check` tells more."
        case .failed(let reason): "The store failed: \(reason)."
        case .notFound(let kind, let name): "There is no \(kind) \"\(name)\"."
        case .ambiguousRun(let text, let candidates): "\"\(text)\" could be any of these runs: \(candidates.joined(separator: ", "))."
        case .alreadyExists(let kind, let name): "There is a \(kind) \"\(name)\" already."
        case .changed(let kind, let name, let from, let to):
            "The \(kind) \"\(name)\" is \"\(from)\" and cannot be changed to \"\(to)\"."
        case .paramsChanged(let changes):
            changes.map { "The param \"\($0.name)\" is \"\($0.from)\" and cannot be changed to \"\($0.to)\"." }.joined(separator: " ")
        case .deleted(let kind, let name): "The \(kind) \"\(name)\" is deleted; restore it before changing it."
        case .invalid(let reason): "Not stored: \(reason)."
        }
    }
}
