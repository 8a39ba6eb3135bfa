namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>
/// Ideas in other languages: every word stays, and plain words tell the kind of picture, the light and the time, so that what is
/// added suits them.
/// </summary>
[TestFixture]
public sealed class ForeignWordsTests
{
    private static StructuredPrompt Compose(string idea, DetailLevel detail = DetailLevel.Light) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = idea,
                Controls = new IdeaControls { Detail = detail },
            }
        );

    private static string Rendered(string idea) =>
        PromptRenderer.Render(Compose(idea), PromptTargets.Find("midjourney")!).Prompt;

    [TestCase("ein See im Morgennebel", "diffused by mist.*--ar")]
    [TestCase("雪の中の赤い狐", "wildlife photograph.*(from the snow|winter sun).*--ar")]
    [TestCase("ein roter Fuchs im Schnee", "wildlife photograph.*(from the snow|winter sun).*--ar")]
    [TestCase("лиса в снегу", "wildlife photograph.*(from the snow|winter sun)")]
    [TestCase("눈 속의 붉은 여우", "wildlife photograph.*(from the snow|winter sun)")]
    [TestCase("雪中的红狐狸", "wildlife photograph.*(from the snow|winter sun)")]
    [TestCase("الثعلب في الثلج", "wildlife photograph.*(from the snow|winter sun)")]
    [TestCase("acuarela de un bosque en la niebla", "wet edges.*diffused by mist")]
    [TestCase("Aquarell eines Bergdorfs im Schnee", "wet edges")]
    [TestCase("猫の水彩画", "wet edges")]
    [TestCase("油絵の古い城", "oil color")]
    [TestCase("eine Sonnenblume im Regen", "botanical photograph.*falling rain")]
    [TestCase("un dipinto a olio di un faro", "oil color")]
    [TestCase("Ein alter Leuchtturmwärter füttert Möwen, Herbstabend, Ölgemälde", "oil color")]
    [TestCase("logo per una gelateria artigianale chiamata \"Fiordigelo\"", "simple bold shape.*--ar 1:1")]
    [TestCase("affiche de voyage vintage pour la Bretagne, un phare et deux voiliers", "--ar 2:3")]
    public void A_plain_word_brings_what_suits_it(string idea, string right) =>
        Assert.That(Rendered(idea), Does.Match(right));

    [TestCase("Ein alter Leuchtturmwärter füttert Möwen, Ölgemälde", "photograph|lens|film")]
    [TestCase("девушка в красном пальто стоит на мосту зимой, акварель", "photograph|lens|film")]
    [TestCase("une affiche de cinéma, un phare la nuit", "photograph|lens|film")]
    [TestCase("eine Frau mit einem seltsamen Zauberstab im Wald", "photograph|lens|palette")]
    [TestCase("富士山の見える窓", "photograph|mountain")]
    [TestCase("Fotoapparat auf dem Tisch", "photograph")]
    public void What_is_added_does_not_contradict(string idea, string wrong) =>
        Assert.That(Rendered(idea), Does.Not.Match(wrong));

    [TestCase("ein See im Morgennebel")]
    [TestCase("雪の中の赤い狐")]
    [TestCase("Aquarell eines Bergdorfs im Schnee")]
    [TestCase("水墨画风格的两只仙鹤在竹林里跳舞")]
    [TestCase("비 오는 밤 서울 골목의 포장마차")]
    [TestCase("صورة لسوق قديم في مراكش عند الغروب")]
    public void The_words_stay_whole_and_it_says_so(string idea)
    {
        var prompt = Compose(idea, DetailLevel.Full);

        Assert.That(prompt.Subjects[0].Phrase!.Value, Is.EqualTo(idea));
        Assert.That(prompt.Idea!.KeptWhole, Is.True);
        Assert.That(PromptRenderer.Render(prompt, PromptTargets.Find("flux")!).Prompt, Does.Contain(idea[1..]));
    }

    [TestCase("ein roter Fuchs im Schnee", "a red fox in the snow")]
    [TestCase("un lac au coucher de soleil", "a lake at sunset")]
    [TestCase("夜の神社", "a shrine at night")]
    public void A_text_of_known_words_gets_what_the_english_one_may_get(string idea, string english)
    {
        var own = from i in Enumerable.Range(0, 12) from id in Added(idea, i) select id;
        var may = (from i in Enumerable.Range(0, 200) from id in Added(english, i) select id).ToHashSet();

        Assert.That(own.Where(id => !may.Contains(id)).Distinct(), Is.Empty);
    }

    private static IEnumerable<string> Added(string idea, int variation) =>
        IdeaComposer
            .Compose(new Idea { Text = idea }, variation)
            .Slots()
            .Where(placed => placed.Slot.Source == SlotSource.Library)
            .Select(placed => placed.Slot.EntryId!);
}
