/// Solves A x = b for a symmetric positive definite A (rows of equal length), by Cholesky's factors; nil when A is not.
func solvePositiveDefinite(_ matrix: [[Double]], _ columns: [[Double]]) -> [[Double]]? {
    let size = matrix.count
    var factor = matrix
    for column in 0..<size {
        for row in column..<size {
            var sum = factor[row][column]
            for k in 0..<column { sum -= factor[row][k] * factor[column][k] }
            if row == column {
                guard sum > 1e-13 * abs(matrix[row][row]), sum.isFinite else { return nil }
                factor[row][row] = sum.squareRoot()
            } else {
                factor[row][column] = sum / factor[column][column]
            }
        }
    }
    return columns.map { right in
        var x = right
        for row in 0..<size {
            for k in 0..<row { x[row] -= factor[row][k] * x[k] }
            x[row] /= factor[row][row]
        }
        for row in (0..<size).reversed() {
            for k in (row + 1)..<max(size, row + 1) { x[row] -= factor[k][row] * x[k] }
            x[row] /= factor[row][row]
        }
        return x
    }
}
