using AiPromptGen.Generations;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
public sealed class OpenStreamsTests
{
    private static readonly AccountId One = new("a0123456789abcdef0123456789abcdef");
    private static readonly AccountId Other = new("b0123456789abcdef0123456789abcdef");

    [Test]
    public void An_account_has_eight_at_once_and_a_closed_one_makes_room()
    {
        var streams = new OpenStreams();
        var open = Enumerable.Range(0, OpenStreams.MaxOfOne).Select(_ => streams.Open(One)).ToList();

        var refused = Assert.Throws<ProblemException>(() => streams.Open(One))!.Problem;
        Assert.That((refused.Status, refused.Code, refused.RetryAfterSeconds), Is.EqualTo((429, "rate-limited", 10)));
        Assert.DoesNotThrow(() => streams.Open(Other));

        open[0].Dispose();
        using var again = streams.Open(One);
        Assert.Throws<ProblemException>(() => streams.Open(One));
    }
}
