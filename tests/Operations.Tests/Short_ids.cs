using Workers.Errors;

namespace Workers.Operations.Tests;

public class Short_ids
{
    [Fact]
    public void Eight_characters_are_shown_where_they_tell_ids_apart() =>
        Assert.Equal(8, ShortIds.LengthFor(["0123abcd-1111", "0123abce-1111"]));

    [Fact]
    public void More_are_shown_where_ids_begin_alike() =>
        Assert.Equal(11, ShortIds.LengthFor(["0123abcd-1111", "0123abcd-1211"]));

    [Fact]
    public void No_ids_have_a_length_too() => Assert.Equal(8, ShortIds.LengthFor([]));

    [Theory]
    [InlineData("0123abcd"), InlineData("0123ABCD-4"), InlineData("0")]
    [InlineData("0123abcd-4567-89ab-cdef-0123456789ab")]
    public void The_first_digits_stand_for_all_ids_that_begin_with_them(string text)
    {
        var (first, last) = ShortIds.RangeOf(text);

        Assert.InRange(Guid.Parse("0123abcd-4567-89ab-cdef-0123456789ab"), first, last);
        Assert.False(Guid.Parse("1123abcd-4567-89ab-cdef-0123456789ab") <= last);
    }

    [Theory]
    [InlineData(""), InlineData("xyz"), InlineData("-"), InlineData("0123abcd-4567-89ab-cdef-0123456789abc")]
    public void Anything_else_is_refused(string text) =>
        Assert.Equal(ErrorCode.RequestInvalid, Assert.Throws<InputException>(() => ShortIds.RangeOf(text)).Error.Code);
}
