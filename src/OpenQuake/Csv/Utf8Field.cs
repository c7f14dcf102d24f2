using System.Buffers.Text;

namespace Workers.OpenQuake.Csv;

/// <summary>Takes fields off the front of a CSV row.</summary>
internal static class Utf8Field
{
    /// <summary>The powers of ten that a double holds exactly.</summary>
    private static readonly double[] Powers =
    [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Takes the field up to the next comma, spaces around it left off.</summary>
    public static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> rest, out bool last)
    {
        var comma = rest.IndexOf((byte)',');
        last = comma < 0;
        var field = last ? rest : rest[..comma];
        rest = last ? default : rest[(comma + 1)..];
        return field.Trim((byte)' ');
    }

    /// <summary>A whole number, not negative; also as the engine may write it, <c>3.0</c> or <c>00012</c>.</summary>
    public static bool TryId(ReadOnlySpan<byte> field, out long id)
    {
        id = 0;
        var at = 0;
        // 18 digits fit a long whatever they are; longer ids are refused, not cut.
        for (; at < field.Length && at < 18 && (uint)(field[at] - '0') <= 9; at++)
            id = id * 10 + (field[at] - '0');
        if (at == 0)
            return false;
        return at == field.Length || (field[at] == '.' && field[(at + 1)..].IndexOfAnyExcept((byte)'0') < 0);
    }

    /// <summary>
    /// The nearest double. Up to 15 digits and a small exponent are exact in double arithmetic (W. D. Clinger, "How to
    /// read floating point numbers accurately", PLDI 1990); the framework parses everything else.
    /// </summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out double number)
    {
        ulong mantissa = 0;
        var at = 0;
        var digits = 0;
        var exponent = 0;
        var negative = field.Length > 0 && field[0] == '-';
        if (negative)
            at = 1;
        for (var fraction = false; at < field.Length; at++)
        {
            var digit = (uint)(field[at] - '0');
            if (digit <= 9)
            {
                // May overflow: then there are more than 15 digits, and the framework reads it.
                mantissa = mantissa * 10 + digit;
                // Leading zeros are no digits: 0.000123 has three.
                if (mantissa > 0)
                    digits++;
                if (fraction)
                    exponent--;
            }
            else if (field[at] == '.' && !fraction)
                fraction = true;
            else
                break;
        }
        // Both cases by one bit.
        if (at < field.Length && (field[at] | 0x20) == 'e' && at > 0)
        {
            if (!TryPower(field[(at + 1)..], out var power) || !HasDigit(field[..at]))
                return TrySlowly(field, out number);
            exponent += power;
            at = field.Length;
        }
        // Beyond these the product would round twice.
        if (at != field.Length || digits > 15 || exponent is < -22 or > 22)
            return TrySlowly(field, out number);
        // "-" and "." are no zeros.
        if (mantissa == 0 && !HasDigit(field))
            return TrySlowly(field, out number);
        // Divided, not multiplied by 1e-n, which is no exact double.
        number = exponent < 0 ? mantissa / Powers[-exponent] : mantissa * Powers[exponent];
        if (negative)
            number = -number;
        return true;
    }

    private static bool TryPower(ReadOnlySpan<byte> text, out int power) =>
        // No double has such an exponent; the sum with that of the digits cannot overflow.
        Utf8Parser.TryParse(text, out power, out var used) && used == text.Length && Math.Abs(power) <= 1000;

    private static bool HasDigit(ReadOnlySpan<byte> field) => field.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    private static bool TrySlowly(ReadOnlySpan<byte> field, out double number) =>
        Utf8Parser.TryParse(field, out number, out var used) && used == field.Length && double.IsFinite(number);
}
