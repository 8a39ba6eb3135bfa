using System.Net;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class RemixTests
{
    private const string Parent =
        """{"kind":"text-to-prompt","idea":"the feeling of coming home","targets":["flux"],"controls":{"detail":"full","style":"watercolor","negative":"boats","seed":3}}""";

    [Test]
    public async Task Locked_fields_stay_swapped_ones_change_and_the_rest_is_new()
    {
        using var person = await ApiClient.NewAsync();
        var parent = await person.GenerateAsync(Parent);

        var children = new List<Answer>();
        for (var i = 0; i < 4; i++)
        {
            children.Add(
                await person.GenerateAsync(
                    Remix(parent.Id, """ "lock":["subjects","lighting"],"swap":{"style":"woodcut"} """)
                )
            );
        }

        foreach (var child in children)
        {
            Assert.That(child.State, Is.EqualTo("succeeded"), child.Text);
            Assert.That(child.At("parentId").GetString(), Is.EqualTo(parent.Id));
            Assert.That(child.At("result", "prompt", "parentId").GetString(), Is.EqualTo(parent.Id));
            Assert.That(Part(child, "subjects"), Is.EqualTo(Part(parent, "subjects")));
            Assert.That(Part(child, "lighting"), Is.EqualTo(Part(parent, "lighting")));
            Assert.That(Part(child, "styles"), Does.Contain("woodcut").And.Not.Contain("watercolor"));
            Assert.That(Part(child, "negatives"), Does.Contain("boats"), "the parent's own choices are taken on");
        }

        // A model that is asked the same may say the same; our own engine never does.
        var drafts = children.Where(c => c.At("route", "provider").GetString() is "embedded").ToList();
        Assert.That(
            drafts.Select(c => Part(c, "palette") + Part(c, "mood")).Distinct().Count(),
            drafts.Count > 1 ? Is.GreaterThan(1) : Is.EqualTo(drafts.Count)
        );
        var history = await person.GetAsync("generations?limit=1");
        Assert.That(history.At("generations")[0].GetProperty("parentId").GetString(), Is.EqualTo(parent.Id));
    }

    [Test]
    public async Task A_remix_of_a_remix_takes_on_both_and_a_new_idea_its_own_subject()
    {
        using var person = await ApiClient.NewAsync();
        var parent = await person.GenerateAsync(Parent);
        var child = await person.GenerateAsync(Remix(parent.Id, """ "swap":{"mood":"calm","style":""} """));

        var grandchild = await person.GenerateAsync(
            Remix(child.Id, """ "idea":"a {red|red} lighthouse","lock":["palette"] """)
        );

        Assert.That(Part(grandchild, "negatives"), Does.Contain("boats"));
        Assert.That(Part(grandchild, "mood"), Does.Contain("calm"));
        Assert.That(Part(grandchild, "palette"), Is.EqualTo(Part(child, "palette")));
        Assert.That(Part(grandchild, "subjects"), Does.Contain("a red lighthouse").And.Not.Contain("coming home"));
    }

    [Test]
    public async Task A_parent_must_be_the_callers_own_and_have_succeeded()
    {
        using var person = await ApiClient.NewAsync();
        using var other = await ApiClient.NewAsync();
        var mine = await person.GenerateAsync(Parent);
        var refused = await other.GenerateAsync("""{"kind":"text-to-prompt","idea":"a nude 12 year old girl"}""");

        foreach (var id in new[] { mine.Id, refused.Id, "00000000000000000000000000" })
        {
            var answer = await other.GenerateAsync(Remix(id, """ "lock":["subjects"] """));
            Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.NotFound, "parent-not-found")), id);
        }

        Assert.That((await other.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [Test, Property("Promise", "P14")]
    public async Task What_is_kept_and_what_is_new_are_checked_together()
    {
        using var person = await ApiClient.NewAsync();
        var parent = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a 12 year old girl reading"}""");

        var answer = await person.GenerateAsync(
            Remix(parent.Id, """ "idea":"a beach","lock":["subjects"],"swap":{"style":"nude photo"} """)
        );

        Assert.That(answer.State, Is.EqualTo("refused"), answer.Text);
    }

    [Test]
    public async Task A_repeated_request_gets_its_answer_when_the_parent_is_gone()
    {
        using var person = await ApiClient.NewAsync();
        var parent = await person.GenerateAsync(Parent);
        var body = Remix(parent.Id, """ "lock":["styles"] """);
        var first = await person.GenerateAsync(body, "remix-1");
        await person.DeleteAsync($"generations/{parent.Id}");

        var again = await person.GenerateAsync(body, "remix-1");

        Assert.That(again.Id, Is.EqualTo(first.Id));
        Assert.That((await person.GenerateAsync(body, "remix-2")).Code, Is.EqualTo("parent-not-found"));
    }

    private static string Part(Answer answer, string field) => answer.At("result", "prompt", field).GetRawText();

    private static string Remix(string parent, string more) =>
        $$"""{"kind":"text-to-prompt","parentId":"{{parent}}","targets":["flux"],{{more}}}""";
}
