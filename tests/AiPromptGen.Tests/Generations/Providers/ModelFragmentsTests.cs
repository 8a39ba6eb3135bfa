using AiPromptGen.Generations.Providers.OpenAI;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Values that make sense only beside the name of their field are completed, so that they make sense in a prompt.</summary>
[TestFixture]
public sealed class ModelFragmentsTests
{
    [TestCase("direction", "from the side", "light from the side")]
    [TestCase("direction", "left", "light from the left")]
    [TestCase("direction", "behind the subject", "light from behind the subject")]
    [TestCase("direction", "side", "side light")]
    [TestCase("direction", "backlit from the window", "backlit from the window")]
    [TestCase("quality", "soft, even", "soft, even light")]
    [TestCase("temperature", "neutral with a warm bounce", "neutral light with a warm bounce")]
    [TestCase("quality", "flickering, strong falloff", "flickering, strong falloff")]
    [TestCase("quality", "hard colored pools with deep shadows", "hard colored pools with deep shadows")]
    [TestCase("temperature", "cool with pale gold highlights", "cool light with pale gold highlights")]
    [TestCase("temperature", "warm sunlight", "warm sunlight")]
    [TestCase("source", "north window", "light from north window")]
    [TestCase("source", "two strip softboxes", "two strip softboxes")]
    public void Light_stands_alone(string field, string said, string words) =>
        Assert.That(ModelFragments.Whole("lighting." + field, said), Is.EqualTo(words));

    [TestCase("composition.depthOfField", "shallow", "shallow depth of field")]
    [TestCase("composition.depthOfField", "shallow, focus on the eye", "shallow depth of field, focus on the eye")]
    [TestCase("composition.depthOfField", "deep focus", "deep focus")]
    [TestCase("composition.angle", "low", "low angle")]
    [TestCase("composition.angle", "eye level", "eye level")]
    [TestCase("camera.focalLength", "85mm", "85mm lens")]
    [TestCase("camera.shutter", "1/125 s", "1/125 s exposure")]
    [TestCase("camera.aperture", "f/2", "f/2")]
    public void So_does_the_view(string path, string said, string words) =>
        Assert.That(ModelFragments.Whole(path, said), Is.EqualTo(words));
}
