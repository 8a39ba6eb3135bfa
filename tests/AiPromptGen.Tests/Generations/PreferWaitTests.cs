using AiPromptGen.Generations;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
internal sealed class PreferWaitTests
{
    [TestCase("wait=5", 5)]
    [TestCase("respond-async, wait=10", 10)]
    [TestCase("Wait = 7", 7)]
    [TestCase("wait=\"8\"", 8)]
    [TestCase("wait=9; strict", 9)]
    [TestCase("wait=60", 60)]
    [TestCase("wait=61", 60)]
    [TestCase("wait=2000000000", 60)]
    [TestCase("wait=99999999999999999999", 0)]
    [TestCase("wait=-1", 0)]
    [TestCase("wait=1.5", 0)]
    [TestCase("wait", 0)]
    [TestCase("wait=", 0)]
    [TestCase("", 0)]
    [TestCase("return=minimal", 0)]
    [TestCase("=;,=;", 0)]
    public void A_preference_is_read_or_ignored_but_never_an_error(string header, int seconds)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["Prefer"] = header;

        Assert.That(PreferWait.Read(request), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }
}
