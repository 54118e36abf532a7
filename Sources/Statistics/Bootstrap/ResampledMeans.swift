/// The means of resamples of the values: the hot loop of every bootstrap of a mean. Values must be finite and not empty.
func resampledMeans(_ values: [Double], draw: IndexDraw, draws: Int, seed: UInt64) -> [Double] {
    let count = Double(values.count)
    return DrawBlocks(draws: draws, seed: seed).fill(unitsPerDraw: values.count) { generator, means in
        values.withUnsafeBufferPointer { values in
            for index in means.indices { means[index] = resampledSum(values, draw, &generator) / count }
        }
    }
}

/// The sum of as many values as there are, drawn with replacement, in four independent chains of additions.
@inline(__always)
private func resampledSum(_ values: UnsafeBufferPointer<Double>, _ draw: IndexDraw, _ generator: inout Xoshiro256) -> Double {
    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
    for _ in 0..<(values.count / 4) {
        let (first, second, third, fourth) = draw.four(&generator)
        s0 += values[first]
        s1 += values[second]
        s2 += values[third]
        s3 += values[fourth]
    }
    for _ in 0..<(values.count % 4) { s0 += values[draw.single(&generator)] }
    return (s0 + s1) + (s2 + s3)
}

/// The ratios ΣS / Σn of resamples of whole clusters.
func resampledRatios(sums: [Double], sizes: [Double], draw: IndexDraw, draws: Int, seed: UInt64) -> [Double] {
    DrawBlocks(draws: draws, seed: seed).fill(unitsPerDraw: sums.count) { generator, ratios in
        for index in ratios.indices {
            var (sum, size) = (0.0, 0.0)
            for _ in 0..<sums.count {
                let cluster = draw.single(&generator)
                sum += sums[cluster]
                size += sizes[cluster]
            }
            ratios[index] = sum / size
        }
    }
}
