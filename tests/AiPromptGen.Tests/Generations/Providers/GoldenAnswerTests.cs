using System.Globalization;
using System.Text;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>What a good model says reaches the person, measured on answers that were written independently of the code.</summary>
[TestFixture]
public sealed class GoldenAnswerTests
{
    private const double MostMissing = 0.06;

    /// <summary>Targets with a limit of at most this many tokens have no room for a rich answer. What does not fit is reported as cut.</summary>
    private const int Tight = 75;

    [Test]
    public void The_models_words_reach_every_target()
    {
        var (table, shares, subjects) = (
            new StringBuilder(),
            new List<(double Missing, double Cut)>(),
            new List<string>()
        );
        table.AppendLine("missing in % (cut for want of room, told as such, in brackets)");
        foreach (var golden in GoldenAnswers.All)
        {
            var prompt = Merged(golden);
            table.Append(CultureInfo.InvariantCulture, $"{golden.Name, -20}");
            foreach (var target in PromptTargets.All.Where(target => !target.Retired))
            {
                var (missing, cut, lost) = Measure(golden, prompt, target);
                shares.Add((missing, cut));
                subjects.AddRange(lost.Select(word => $"{golden.Name}/{target.Id}: {word}"));
                table.Append(CultureInfo.InvariantCulture, $" {target.Id} {missing:P0}");
                table.Append(cut > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({cut:P0})") : "");
            }

            var (_, nowhere) = GoldenAnswers.Reach(
                GoldenAnswers.OfAll(golden.Model),
                string.Join('\n', PromptTargets.All.Select(t => PromptRenderer.Render(prompt, t).Prompt))
            );
            table.AppendLine(nowhere.Count > 0 ? $" – nowhere: {string.Join(' ', nowhere)}" : "");
        }

        var (mean, withCuts) = (shares.Average(s => s.Missing), shares.Average(s => s.Missing + s.Cut));
        table.AppendLine(
            CultureInfo.InvariantCulture,
            $"mean {mean:P1}, {withCuts:P1} with what was cut for want of room"
        );
        TestContext.Out.WriteLine(table);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mean, Is.AtMost(MostMissing));
            Assert.That(subjects, Is.Empty, "none of the subject's");
        }
    }

    [Test]
    public void Where_there_is_room_nothing_is_cut()
    {
        foreach (var golden in GoldenAnswers.All)
        {
            var prompt = Merged(golden);
            foreach (var target in PromptTargets.All.Where(target => target.Limit >= 2000))
            {
                Assert.That(
                    PromptRenderer.Render(prompt, target).Dropped.Where(dropped => dropped.Reason is "budget"),
                    Is.Empty,
                    $"{golden.Name}/{target.Id}"
                );
            }
        }
    }

    [Test]
    public void The_library_adds_nothing_where_the_model_spoke()
    {
        foreach (var golden in GoldenAnswers.All.Where(golden => golden.Controls.Detail == DetailLevel.Full))
        {
            var library = Merged(golden).Slots().Where(placed => placed.Slot.Source == SlotSource.Library);
            Assert.That(library.Select(placed => $"{placed.Path}: {placed.Slot.Value}"), Is.Empty, golden.Name);
        }
    }

    [Test]
    public void A_whole_answer_arrives_through_the_provider()
    {
        foreach (var golden in GoldenAnswers.All)
        {
            var body = Asked.Completion(golden.Model);
            var answer = FakeService
                .Answering(body)
                .Azure()
                .GenerateAsync(golden.Request, CancellationToken.None)
                .GetAwaiter()
                .GetResult();
            Assert.That(answer, Is.TypeOf<ProviderResult.Composed>(), golden.Name);
        }
    }

    private static StructuredPrompt Merged(GoldenAnswer golden)
    {
        var request = golden.Request;
        var draft = EmbeddedProvider.Draft(request, golden.Idea, 0);
        return (
            request.Picture is null
                ? ModelMerge.OfIdea(draft, golden.Model, golden.Controls, replaces: true)
                : ModelMerge.OfPicture(draft, golden.Model, golden.Controls, replaces: true)
        )!;
    }

    private static (double Missing, double Cut, IReadOnlyList<string> Subjects) Measure(
        GoldenAnswer golden,
        StructuredPrompt prompt,
        PromptTarget target
    )
    {
        var rendering = PromptRenderer.Render(prompt, target);
        // A target that gets the idea in the person's language has its words, though not in English.
        var own = rendering.Warnings.Any(w => w.Code is "idea-translated") ? "" : golden.Model.English ?? "";
        var written =
            string.Join('\n', rendering.Parameters.Select(p => p.Value).Prepend(rendering.Prompt)) + "\n" + own;
        var told =
            written + "\n" + string.Join('\n', rendering.Dropped.Where(d => d.Reason is "budget").Select(d => d.Value));
        var (all, absent) = GoldenAnswers.Reach(GoldenAnswers.OfAll(golden.Model), written);
        var (_, missing) = GoldenAnswers.Reach(GoldenAnswers.OfAll(golden.Model), told);
        var (_, lost) = GoldenAnswers.Reach(
            GoldenAnswers.OfSubjects(golden.Model),
            target.Limit > Tight ? written : told
        );
        return (
            missing.Sum(word => word.Length) / (double)all,
            (absent.Sum(word => word.Length) - missing.Sum(word => word.Length)) / (double)all,
            // An image model paints what is denied, so "hands without gloves" may become bare hands.
            [.. lost.Except(GoldenAnswers.DeniedOf(GoldenAnswers.OfSubjects(golden.Model)))]
        );
    }
}
