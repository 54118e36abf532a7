/// The operations of MLflow's server that Touchstone does not offer, each answered with 501 in MLflow's form; the documentation lists
/// them from here.
enum NotOffered {
    static let all: [Endpoint] = []
}
