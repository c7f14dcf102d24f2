using System.Text;
using Workers.Errors;
using Workers.Operations.DeadLetters;

namespace Workers.Operations.Tests.DeadLetters;

public sealed class Edited_bodies
{
    private static readonly byte[] Body =
        """{"messageId":"1","message":{"jobId":"a","attempt":1,"owner":null},"headers":{}}"""u8.ToArray();

    [Fact]
    public void Fields_of_the_message_are_set_and_the_rest_stays()
    {
        var edited = EditedBody.Set(Body, ["attempt=2", "owner=ana", "jobId=\"b\""]);

        Assert.Equal(
            """{"messageId":"1","message":{"jobId":"b","attempt":2,"owner":"ana"},"headers":{}}""",
            Encoding.UTF8.GetString(edited));
    }

    [Theory]
    [InlineData("atempt=2")]
    [InlineData("attempt")]
    public void A_field_that_is_not_there_is_refused(string field)
    {
        var refused = Assert.Throws<InputException>(() => EditedBody.Set(Body, [field]));

        Assert.Equal("W1003", refused.Error.Number);
    }

    [Theory]
    [InlineData("{\"mess")]
    [InlineData("[1]")]
    public void A_body_that_is_no_message_is_refused(string body) =>
        Assert.Throws<InputException>(() => EditedBody.Set(Encoding.UTF8.GetBytes(body), ["attempt=2"]));
}
