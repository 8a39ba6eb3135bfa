using AiPromptGen.Audit;

namespace AiPromptGen.Tests.Audit;

[TestFixture]
public sealed class AuditCursorTests
{
    [TestCase(null)]
    [TestCase("1!4!YQ-- 1!8!YWJj")]
    [TestCase("1!4!YQ-- ")]
    public void A_cursor_says_day_and_place(string? token)
    {
        var cursor = new AuditCursor(new DateOnly(2026, 3, 1), token);

        Assert.That(AuditCursor.Parse(cursor.ToString()), Is.EqualTo(cursor));
        Assert.That(cursor.ToString(), Does.Match("^[A-Za-z0-9_-]+$"));
    }

    [TestCase("")]
    [TestCase("?")]
    [TestCase("abcd")]
    [TestCase("MjAyNjAyMzAg")]
    [TestCase("MjAyNjAzMDEgYSBiIGM")]
    [TestCase("MjAyNjAzMDE")]
    public void Anything_else_is_refused(string text) =>
        Assert.That(() => AuditCursor.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void A_very_long_one_is_refused() =>
        Assert.That(() => AuditCursor.Parse(new string('A', 4000)), Throws.TypeOf<FormatException>());
}
