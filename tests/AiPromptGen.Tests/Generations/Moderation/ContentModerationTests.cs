using AiPromptGen.Generations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Generations.Moderation;

/// <summary>What the program does after a classifier's answer, and when there is none.</summary>
[TestFixture]
internal sealed class ContentModerationTests
{
    private const string Poster = "poster: stop child pornography";

    private static readonly ModeratedPicture Picture = new(new byte[] { 1 }, "jpeg");

    [Test]
    public async Task Without_a_classifier_all_that_the_rules_let_through_passes() =>
        Assert.That(await CheckAsync(moderator: null, "a fox"), Is.Null);

    [Test]
    public async Task What_is_found_is_refused_for_good_and_free()
    {
        var end = await CheckAsync(new Scripted(Found("violence", "hate")), "a fox");

        Assert.That(end!.Answer.Status, Is.EqualTo(GenerationStatus.Refused));
        Assert.That(end.Answer.ProblemCode, Is.EqualTo("content-refused"));
        Assert.That(end.Answer.SafetyCategories, Is.EqualTo("violence,hate"));
        Assert.That(end.Answer.PriceCredits, Is.Zero);
    }

    /// <summary>No classifier recognizes minors in a picture, and Azure's recognizes none in a text either, so the words decide.</summary>
    [TestCase("a fox", "sexual")]
    [TestCase("a child", "sexual-minors")]
    public async Task Something_sexual_with_a_minor_in_its_words_is_called_so(string said, string expected)
    {
        var end = await CheckAsync(new Scripted(Found("sexual")), said, Picture);

        Assert.That(end!.Answer.SafetyCategories, Is.EqualTo(expected));
    }

    [TestCase("a fox", false, true)]
    [TestCase("a fox", true, true)]
    [TestCase("a child in a park", false, true)]
    [TestCase("a child in a park", true, false)]
    [TestCase(Poster, false, false)]
    [TestCase("Madonna, naked infant, fresco", false, false)]
    public async Task Unchecked_only_what_has_no_minor_in_it_goes_on(string said, bool hasPicture, bool goesOn)
    {
        var end = await CheckAsync(
            new Scripted(new ModerationResult.Unavailable(Again: false)),
            said,
            hasPicture ? Picture : null
        );

        Assert.That(end is null, Is.EqualTo(goesOn));
        Assert.That(end?.Answer.Status, Is.EqualTo(goesOn ? (GenerationStatus?)null : GenerationStatus.Failed));
        Assert.That(end?.Answer.ProblemCode, Is.EqualTo(goesOn ? null : "moderation-unavailable"));
    }

    [Test]
    public async Task A_picture_that_no_classifier_takes_does_not_go_on()
    {
        var unseen = new ModerationResult.Unavailable(Again: false) { IsUnseen = true };

        var end = await CheckAsync(new Scripted(unseen), "a fox", Picture);

        Assert.That(end?.Answer.ProblemCode, Is.EqualTo("moderation-unavailable"));
    }

    /// <summary>The same holds when the image model itself refuses some of the pictures.</summary>
    [TestCase("sexual", "a fox", 2, 14)]
    [TestCase("sexual", "a child", 0, 0)]
    [TestCase("violence", "a child", 2, 14)]
    public async Task Of_several_pictures_those_that_pass_are_delivered_and_paid(
        string found,
        string said,
        int delivered,
        int price
    )
    {
        var judge = new Scripted(Found(), Found(found), Found());
        using var logs = LoggerFactory.Create(_ => { });
        var moderation = new ContentModeration(
            [judge],
            Options.Create(new ModerationOptions()),
            new FakeTimeProvider(),
            logs.CreateLogger<ContentModeration>()
        );
        var image = new CleanPicture
        {
            Bytes = new byte[] { 1 },
            Format = PictureFormat.Png,
            Width = 1,
            Height = 1,
        };
        var answer = new GenerateAnswer { Status = GenerationStatus.Succeeded, PriceCredits = 21 };
        var made = new GenerationResult(answer)
        {
            Prompt = IdeaComposer.Compose(new Idea { Text = said }),
            Pictures = [.. Enumerable.Repeat(new ResultPicture(image, RevisedPrompt: null), 3)],
        };

        var end = await new JudgedGeneration(moderation, "g-1").PassedAsync(
            made,
            new ModelRoute { Provider = "a", Model = "m-1" },
            CancellationToken.None
        );

        Assert.That((end.Pictures.Count, end.Answer.PriceCredits), Is.EqualTo((delivered, (long)price)));
        Assert.That(end.Answer.Status is GenerationStatus.Refused, Is.EqualTo(delivered == 0));
    }

    [Test]
    public async Task It_is_asked_twice_where_that_may_help_and_once_where_not()
    {
        var (again, never) = (
            new Scripted(new ModerationResult.Unavailable(Again: true), Found()),
            new Scripted(new ModerationResult.Unavailable(Again: false), Found())
        );

        Assert.That(await CheckAsync(again, Poster), Is.Null);
        Assert.That(await CheckAsync(never, Poster), Is.Not.Null);
        Assert.That((again.Calls, never.Calls), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_fault_tells_its_type_and_nothing_else()
    {
        using var log = new RecordedLogs();

        var end = await CheckAsync(new Scripted(() => throw new InvalidOperationException(Poster)), Poster, log: log);

        Assert.That(end!.Answer.ProblemCode, Is.EqualTo("moderation-unavailable"));
        Assert.That(log.Lines, Has.Some.Contains(nameof(InvalidOperationException)).And.Some.Contains("may not go on"));
        Assert.That(log.Lines, Has.None.Contains("poster"));
    }

    [Test]
    public void A_person_who_leaves_ends_it()
    {
        using var left = new CancellationTokenSource();
        left.Cancel();

        Assert.That(
            async () => await CheckAsync(new Scripted(Found()), "a fox", cancellation: left.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public void The_problem_says_that_it_cost_nothing() =>
        Assert.That(
            GenerationProblems.Explain("moderation-unavailable", answer: null).Detail,
            Does.StartWith("You were not charged.")
        );

    private static ModerationResult.Judged Found(params string[] categories) => new(categories);

    private static async Task<GenerationResult?> CheckAsync(
        IContentModerator? moderator,
        string said,
        ModeratedPicture? picture = null,
        RecordedLogs? log = null,
        CancellationToken cancellation = default
    )
    {
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log ?? new RecordedLogs()));
        return await new ContentModeration(
            moderator is null ? [] : [moderator],
            Options.Create(new ModerationOptions()),
            new FakeTimeProvider(),
            logs.CreateLogger<ContentModeration>()
        ).CheckAsync(
            new ModerationQuestion("g-1", ContentStages.Input, said)
            {
                Text = picture is null ? said : "",
                Picture = picture,
            },
            cancellation
        );
    }

    private sealed class Scripted(Func<ModerationResult> last, params ModerationResult[] answers) : IContentModerator
    {
        public Scripted(params ModerationResult[] answers)
            : this(() => answers[^1], answers) { }

        public int Calls { get; private set; }

        public string Name => "scripted";

        public string Model => "m-1";

        public Task<ModerationResult> CheckAsync(ModerationInput input, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(Calls < answers.Length ? answers[Calls++] : Next());
        }

        private ModerationResult Next()
        {
            Calls++;
            return last();
        }
    }
}
