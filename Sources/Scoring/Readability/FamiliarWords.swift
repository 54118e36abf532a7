/// Words that every reader knows; formulas that count hard words leave them out.
public struct FamiliarWords: Sendable {
    private let words: ByteStringTable

    /// Whether the list is whole, so that formulas over all familiar words can use it.
    public let isWhole: Bool

    /// Reads a list of one word a line, in lower case.
    public init(list file: [UInt8]) {
        self.init(
            file.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { Array(Array($0)[pythonStripped(Array($0))]) }, isWhole: true)
    }

    private init(_ list: [[UInt8]], isWhole: Bool) {
        var words = ByteStringTable(minimumCapacity: list.count)
        for word in list where !word.isEmpty { _ = word.withUnsafeBytes { words.value(of: $0, inserting: 1) } }
        (self.words, self.isWhole) = (words, isWhole)
    }

    /// Whether a lower-case word is on the list.
    func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool { words.value(of: UnsafeRawBufferPointer(word)) != nil }

    /// The words of three and more syllables that Dale and Chall's list of 1948 calls familiar: all that the Gunning fog index asks of it.
    public static let long = FamiliarWords(
        longWords.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Array($0.utf8) }, isWhole: false)
}

private let longWords = """
    accident adventure afternoon afterward afterwards alligator already america american animal another anybody anyhow anyone anything
    anyway anywhere apartment arithmetic attention automobile avenue awaken awfully bakery banana battleship beautiful beautify
    becoming beginning bicycle blackberry blueberry bookkeeper buffalo bumblebee buttercup butterfly buttermilk butterscotch
    buttonhole cabinet calendar campfire canary candlestick capital carelessness carpenter caterpillar cereal certainly champion
    cigarette citizen coconut company conductor cowardly cranberry customer dangerous december deposit desire diamond difference
    different direction discover dressmaker electric electricity elephant eleven enemy engineer envelope eraser every everybody
    everyday everyone everything everywhere excited exciting factory family faraway favorite february finally firearm firecracker
    fireplace fisherman flowery following forgotten furniture gasoline general gentleman gentlemen geography gingerbread godmother
    gooseberry government grandchildren granddaughter grandfather grandmother grasshopper grocery gunpowder handkerchief handwriting
    happily happiness hickory history holiday honeybee honeymoon hospital however idea important impossible indian interested
    interesting ivory january jellyfish lemonade liberty library locomotive machinery magazine manager medicine multiply neighborhood
    nevermore newspaper nobody november october officer otherwise ourselves overalls overcoat overeat overhead overhear overnight
    overturn passenger peppermint piano pineapple pocketbook policeman possible potato potatoes powerful pussycat radio rapidly really
    remember satisfactory saturday schoolmaster separate september settlement seventeen seventy several shoemaker slippery somebody
    strawberry sunflower tablecloth tablespoon telephone terrible thanksgiving theater tobacco together tomato tomorrow tricycle
    umbrella understand underwear unfinished unfriendly unhappy uniform united unpleasant unwilling valentine valuable vegetable
    victory violet visitor watermelon waterproof whenever wonderful woodpecker yesterday
    """
