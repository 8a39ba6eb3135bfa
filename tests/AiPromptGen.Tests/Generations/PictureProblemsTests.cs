using AiPromptGen.Generations;
using AiPromptGen.Uploads;
using AiPromptGen.Uploads.Fetching;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
public sealed class PictureProblemsTests
{
    [Test, Property("Promise", "P5")]
    public void Every_failure_to_fetch_has_its_code_and_says_what_would_pass()
    {
        var codes = Enum.GetValues<FetchFailure>().Select(PictureProblems.CodeOf).ToList();

        Assert.That(codes, Is.Unique);
        foreach (var code in codes)
        {
            var explained = GenerationProblems.Explain(code, null);
            Assert.That(explained.Code, Is.EqualTo(code));
            Assert.That(explained.Detail, Does.StartWith("You were not charged.").And.EndWith("."));
        }
    }

    [TestCase(IntakeCodes.Empty, "picture-unreadable")]
    [TestCase(IntakeCodes.Unreadable, "picture-unreadable")]
    [TestCase(IntakeCodes.TooLarge, "picture-too-large")]
    [TestCase(IntakeCodes.TooManyPixels, "picture-too-large")]
    [TestCase(IntakeCodes.FormatUnsupported, "picture-format-unsupported")]
    public void A_fetched_picture_that_cannot_be_taken_has_a_code_of_its_own(string intake, string code)
    {
        var stored = PictureProblems.CodeOf(new IntakeResult.Rejected(intake, ""));

        Assert.That(stored, Is.EqualTo(code));
        Assert.That(GenerationProblems.Explain(stored, null).Code, Is.EqualTo(code));
    }

    [Test]
    public void What_is_said_of_limits_is_what_holds()
    {
        var (fetch, intake) = (FetchLimits.Default, IntakeLimits.Default);

        Assert.That(
            GenerationProblems.Explain("picture-too-slow", null).Detail,
            Does.Contain($"{fetch.Time.TotalSeconds} seconds")
        );
        Assert.That(
            GenerationProblems.Explain("picture-too-many-redirects", null).Detail,
            Does.Contain($"At most {fetch.MaxRedirects} redirects")
        );
        Assert.That(
            GenerationProblems.Explain("picture-too-large", null).Detail,
            Does.Contain($"{intake.MaxBytes >> 20} MB, {intake.MaxPixels / 1_000_000} megapixels and 12,000 pixels")
        );
        Assert.That((fetch.MaxBytes, intake.MaxSide), Is.EqualTo((intake.MaxBytes, 12_000)));
    }
}
