using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workers.Risk.Tests.Random;

/// <summary>
/// SHA-256 over draws as little-endian doubles: <c>hashlib.sha256(draws.astype('&lt;f8').tobytes()).hexdigest()</c>.
/// </summary>
internal static class DrawHash
{
    public static string Of(int draws, Func<double> next)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new double[Math.Min(draws, 100_000)];
        for (var left = draws; left > 0; left -= block.Length)
        {
            for (var i = 0; i < block.Length; i++)
                block[i] = next();
            hash.AppendData(MemoryMarshal.AsBytes<double>(block));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
