using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>The main thing, what it does and where: in English word order, with the small words, beside the person's own.</summary>
public sealed class WholeGlossTests
{
    [TestCase("zwei Kinder spielen Fußball auf einer Wiese", "two children playing football on the meadow")]
    [TestCase("Produktfoto einer Ledertasche auf Marmor", "product photo of a leather bag on the marble")]
    [TestCase("un forgeron au travail dans son atelier", "blacksmith working in the workshop")]
    [TestCase("affiche de concert avec le texte \"Été 26\"", "concert poster, one large")]
    [TestCase("una abuela cosiendo junto a la ventana", "grandmother sewing by the window")]
    [TestCase("quattro gatti su un tetto di Napoli", "four cats on the roof")]
    [TestCase("um pescador consertando redes na praia", "fisherman mending nets on the beach")]
    [TestCase("портрет скрипачки в театре", "portrait of violinist in the theater")]
    [TestCase("zdjęcie produktowe mydła na drewnianym stole", "product photo of soap on the wooden table")]
    [TestCase("een pottenbakker in zijn werkplaats", "potter in the workshop")]
    [TestCase("公園でギターを弾く女の子", "girl playing guitar in park")]
    [TestCase("四匹の猫が屋根の上で寝ている", "four cats sleeping on the roof")]
    [TestCase("穿蓝裙子的女孩在海边跳舞", "girl wearing blue dress")]
    [TestCase("강아지 두 마리가 공원에서 뛰고 있다", "two dogs running in park")]
    [TestCase("안경을 쓴 여자가 정원을 걷는다", "woman wearing glasses walking in garden")]
    public void A_gloss_has_English_order_and_numbers(string idea, string english)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });

        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("sdxl")!).Prompt,
            Does.Contain(english).IgnoreCase
        );
    }

    [TestCase("ein Bäcker bei der Arbeit in der Frobnitzstube")]
    [TestCase("una zwirbella sulla spiaggia")]
    public void A_word_that_is_not_known_stands_in_no_gloss(string idea)
    {
        var prompt = PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find("sdxl")!);

        Assert.That(prompt.Prompt, Does.StartWith(idea).And.Not.Contain("unknown"));
    }
}
