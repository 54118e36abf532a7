/// Registered models and prompts, their versions, aliases and tags.
enum RegistryEndpoints {
    static let all = models + latestVersions + modelTags + aliases + versions + versionTags
}
